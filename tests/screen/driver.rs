//! Chromium through chromedriver, by the WebDriver protocol (W3C): a request for each step, with `ureq` and `serde_json`.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;
use ureq::Agent;

/// Keys of the keyboard that are no characters (WebDriver, "Keyboard actions").
pub(crate) const ESCAPE: &str = "\u{e00c}";
pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const DOWN: &str = "\u{e015}";
/// The pages are local files, and a page may make a file of its own to download.
const OWN: [&str; 4] = ["file:///", "blob:", "data:", "about:blank"];
/// How long a test waits for something to happen.
const PATIENCE: Duration = Duration::from_secs(10);

/// A browser of its own with a new profile; both are gone when it is dropped.
pub(crate) struct Browser {
    driver: Child,
    agent: Agent,
    session: String,
    profile: TempDir,
}

/// Says that a test did not run, in a way that the test program does not hide. With CI set, that is a failure.
pub(crate) fn absent(program: &str, why: &str) {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let words = format!(
        "\n*** NOT RUN: {test} needs {program} ({why}). On Debian: apt-get install chromium chromium-driver poppler-utils\n"
    );
    std::io::stderr().write_all(words.as_bytes()).expect("the words");
    assert!(std::env::var_os("CI").is_none(), "{words}");
}

/// A browser; `None`, with loud words, on a machine without one.
pub(crate) fn browser() -> Option<Browser> {
    browser_with(json!({}))
}

/// A browser with some of Chromium's preferences.
pub(crate) fn browser_with(preferences: Value) -> Option<Browser> {
    let driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn();
    let mut driver = match driver {
        Ok(driver) => driver,
        Err(error) => {
            absent("chromedriver and Chromium", &error.to_string());
            return None;
        }
    };
    let lines = BufReader::new(driver.stdout.take().expect("its output")).lines();
    let port = lines
        .map_while(Result::ok)
        .find_map(|line| line.split_once("successfully on port ").map(|(_, port)| port.to_owned()))
        .expect("chromedriver says its port");
    let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
    let profile = TempDir::new().expect("a temporary folder");
    let base = format!("http://127.0.0.1:{}/session", port.trim_end_matches('.'));
    let begun = call(&agent, &base, Some(&capabilities(profile.path(), preferences)));
    let id = begun["sessionId"].as_str().expect("a session");
    Some(Browser { driver, agent, session: format!("{base}/{id}"), profile })
}

fn capabilities(profile: &Path, preferences: Value) -> Value {
    let data = format!("--user-data-dir={}", profile.join("data").display());
    let mut all = json!({ "download.default_directory": profile.join("downloads"), "download.prompt_for_download": false });
    let more = preferences.as_object().expect("preferences").clone();
    all.as_object_mut().expect("preferences").extend(more);
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": { "prefs": all, "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--window-size=720,800", data,
        ] },
    } } })
}

/// One request of the protocol.
fn call(agent: &Agent, to: &str, body: Option<&Value>) -> Value {
    let answer = match body {
        Some(body) => agent
            .post(to)
            .header("content-type", "application/json")
            .send(body.to_string())
            .expect("an answer"),
        None => agent.get(to).call().expect("an answer"),
    };
    let (status, mut body) = (answer.status(), answer.into_body());
    let text = body.with_config().limit(1 << 28).read_to_string().expect("an answer");
    let mut answer: Value = serde_json::from_str(&text).expect("JSON");
    assert!(status.is_success(), "{to}: {text}");
    answer["value"].take()
}

impl Browser {
    fn post(&self, to: &str, body: &Value) -> Value {
        call(&self.agent, &format!("{}/{to}", self.session), Some(body))
    }

    /// A command of the DevTools protocol.
    pub(crate) fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    pub(crate) fn open(&self, page: &Path) {
        self.post("url", &json!({ "url": format!("file://{}", page.display()) }));
    }

    pub(crate) fn reload(&self) {
        self.post("refresh", &json!({}));
    }

    /// Opens a page in a new tab and goes there. Gives the tab before and the new one.
    pub(crate) fn second_tab(&self, page: &Path) -> (String, String) {
        let before = call(&self.agent, &format!("{}/window", self.session), None);
        let new = self.post("window/new", &json!({ "type": "tab" }));
        let name = |value: &Value| value.as_str().expect("a tab").to_owned();
        let (before, new) = (name(&before), name(&new["handle"]));
        self.go_to_tab(&new);
        self.open(page);
        (before, new)
    }

    pub(crate) fn go_to_tab(&self, tab: &str) {
        self.post("window", &json!({ "handle": tab }));
    }

    pub(crate) fn close_tab(&self) {
        self.agent.delete(format!("{}/window", self.session)).call().expect("an answer");
    }

    /// Runs the body of a function in the page and gives its result.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.run_with(script, &[])
    }

    pub(crate) fn run_with(&self, script: &str, arguments: &[Value]) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Whether an expression is true in the page.
    pub(crate) fn holds(&self, expression: &str) -> bool {
        self.run(&format!("return Boolean({expression})")) == true
    }

    /// Waits until an expression is true in the page.
    #[track_caller]
    pub(crate) fn until(&self, expression: &str) {
        let begun = Instant::now();
        while !self.holds(expression) {
            assert!(begun.elapsed() < PATIENCE, "never true: {expression}");
            sleep(Duration::from_millis(20));
        }
    }

    /// The text of the first element that a selector finds.
    #[track_caller]
    pub(crate) fn text(&self, selector: &str) -> String {
        let text =
            self.run_with("return document.querySelector(arguments[0]).textContent", &[selector.into()]);
        text.as_str().expect("a text").to_owned()
    }

    fn element(&self, selector: &str) -> String {
        let found = self.post("element", &json!({ "using": "css selector", "value": selector }));
        let id = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str);
        format!("element/{}", id.expect("an element"))
    }

    /// Clicks as a person does: what is hidden or covered cannot be clicked.
    pub(crate) fn click(&self, selector: &str) {
        self.post(&format!("{}/click", self.element(selector)), &json!({}));
    }

    /// Types into an element; the path of a file into the field that takes one.
    pub(crate) fn type_in(&self, selector: &str, text: &str) {
        self.post(&format!("{}/value", self.element(selector)), &json!({ "text": text }));
    }

    /// Presses keys one after the other, wherever the focus is.
    pub(crate) fn press(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| {
            [
                json!({ "type": "keyDown", "value": key.to_string() }),
                json!({ "type": "keyUp", "value": key.to_string() }),
            ]
        });
        let strokes: Vec<Value> = strokes.collect();
        self.post(
            "actions",
            &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] }),
        );
    }

    /// Sets the size of the page in CSS pixels.
    pub(crate) fn size(&self, width: u32, height: u32) {
        let all = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", all);
    }

    /// What a person's system prefers, such as `prefers-color-scheme`.
    pub(crate) fn prefer(&self, feature: &str, value: &str) {
        let features = json!({ "features": [{ "name": feature, "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", features);
    }

    /// A script that runs before those of every page that is opened from now on.
    pub(crate) fn prepare(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    pub(crate) fn screenshot(&self) -> Vec<u8> {
        let picture = call(&self.agent, &format!("{}/screenshot", self.session), None);
        STANDARD.decode(picture.as_str().expect("a picture")).expect("a picture")
    }

    pub(crate) fn pdf(&self) -> Vec<u8> {
        let printed = self.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true }));
        STANDARD.decode(printed["data"].as_str().expect("a PDF")).expect("a PDF")
    }

    /// Where a file with this name is downloaded to.
    pub(crate) fn download(&self, name: &str) -> PathBuf {
        self.profile.path().join("downloads").join(name)
    }

    /// Waits for a download, reads it and removes it.
    #[track_caller]
    pub(crate) fn downloaded(&self, name: &str) -> String {
        let (begun, path) = (Instant::now(), self.download(name));
        loop {
            let text = fs::read_to_string(&path).unwrap_or_default();
            if text.ends_with('\n') {
                fs::remove_file(&path).expect("removed");
                return text;
            }
            let there =
                fs::read_dir(path.parent().expect("a folder")).map(|all| all.flatten().collect::<Vec<_>>());
            assert!(begun.elapsed() < PATIENCE, "no {name}, but {there:?}");
            sleep(Duration::from_millis(20));
        }
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let log = self.post("se/log", &json!({ "type": kind }));
        log.as_array().expect("a log").clone()
    }

    /// The events of the browser since the last call: the method and its parameters.
    pub(crate) fn events(&self) -> Vec<(String, Value)> {
        let events = self.log("performance").into_iter().map(|entry| {
            let text = entry["message"].as_str().expect("a message").to_owned();
            let mut event: Value = serde_json::from_str(&text).expect("JSON");
            let method = event["message"]["method"].as_str().unwrap_or_default().to_owned();
            (method, event["message"]["params"].take())
        });
        events.collect()
    }

    /// No message in the console, no request to anything but the page itself, and no dialog. Gives what was requested.
    #[track_caller]
    pub(crate) fn is_quiet(&self) -> Vec<String> {
        let console = self.log("browser");
        assert!(console.is_empty(), "{console:?}");
        let mut requested = Vec::new();
        for (method, parameters) in self.events() {
            assert_ne!(method, "Page.javascriptDialogOpening", "{parameters}");
            let url = match method.as_str() {
                "Network.requestWillBeSent" => &parameters["request"]["url"],
                "Network.webSocketCreated" | "Network.webTransportCreated" => &parameters["url"],
                _ => continue,
            };
            requested.push(url.as_str().expect("an address").to_owned());
        }
        let others: Vec<&String> =
            requested.iter().filter(|url| !OWN.iter().any(|own| url.starts_with(own))).collect();
        assert!(others.is_empty(), "{others:?}");
        requested
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
