//! Turns an SVG file into drawing operators. `usvg` resolves styles, units, shapes and transforms to paths.
//!
//! Only what is drawn exactly is accepted: paths and shapes in plain, opaque colours. Any other element is refused by
//! name before `usvg` sees the file. No file and no address that it names is opened.

use std::fmt::Write as _;

use usvg::roxmltree::{self, Document, ParsingOptions};
use usvg::tiny_skia_path::PathSegment;
use usvg::{
    BlendMode, FillRule, Group, ImageHrefResolver, LineCap, LineJoin, Node, Options, Paint, PaintOrder, Path,
    Tree,
};

use super::logo_error::LogoError;
use super::style::part;

/// Elements that are drawn, or that say something about the file.
const KNOWN: [&str; 14] = [
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "defs",
    "style", "metadata",
];
/// The longest file, in bytes.
const LONGEST: usize = 512 * 1024;
/// The namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";
/// The greatest number of elements, attributes and texts.
const MOST_NODES: u32 = 20_000;
/// The deepest nesting of elements.
const DEEPEST: usize = 64;

/// Width and height of a picture, and the operators that draw it into a square of one unit.
pub(super) fn read(text: &str) -> Result<(f32, f32, String), LogoError> {
    check(text)?;
    let damaged = |error: usvg::Error| LogoError::Damaged(error.to_string());
    let tree = Tree::from_str(text, &options()).map_err(damaged)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    // SVG counts down from the top, and PDF up from the bottom.
    let mut out = format!("{} 0 0 {} 0 1 cm\n", number(1.0 / width), number(-1.0 / height));
    group(tree.root(), &mut out)?;
    Ok((width, height, out))
}

/// Options with which no file and no address is opened.
fn options() -> Options<'static> {
    let image_href_resolver =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    Options { image_href_resolver, ..Options::default() }
}

/// Refuses a file with an element that is not drawn. Elements of other namespaces are notes of drawing programs.
fn check(text: &str) -> Result<(), LogoError> {
    if text.len() > LONGEST {
        return Err(LogoError::Large(format!("{} kB of SVG", LONGEST / 1024)));
    }
    if !text.contains("<svg") {
        return Err(LogoError::Kind);
    }
    let limits = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, limits).map_err(|error| match error {
        roxmltree::Error::DtdDetected => LogoError::Part("a document type (`<!DOCTYPE`)".to_owned()),
        roxmltree::Error::NodesLimitReached => {
            LogoError::Large(format!("{MOST_NODES} elements, attributes and texts"))
        }
        error => LogoError::Damaged(error.to_string()),
    })?;
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name();
        if name.namespace() == Some(SVG) && !KNOWN.contains(&name.name()) {
            return Err(LogoError::Part(format!("the element `<{}>`", name.name())));
        }
        if node.ancestors().take(DEEPEST + 2).count() > DEEPEST {
            return Err(LogoError::Large(format!("{DEEPEST} levels of nested elements")));
        }
    }
    Ok(())
}

fn group(group: &Group, out: &mut String) -> Result<(), LogoError> {
    let plain = group.opacity().get() >= 1.0 && group.clip_path().is_none() && group.mask().is_none();
    if !plain || !group.filters().is_empty() || group.blend_mode() != BlendMode::Normal {
        return Err(LogoError::Part("a part that is transparent, blended, clipped or filtered".to_owned()));
    }
    for node in group.children() {
        match node {
            Node::Group(inner) => self::group(inner, out)?,
            Node::Path(path) => draw(path, out)?,
            Node::Image(_) | Node::Text(_) => return Err(LogoError::Part("a picture or a text".to_owned())),
        }
    }
    Ok(())
}

fn draw(path: &Path, out: &mut String) -> Result<(), LogoError> {
    if !path.is_visible() {
        return Ok(());
    }
    out.push_str("q\n");
    let transform = path.abs_transform();
    let matrix = [transform.sx, transform.ky, transform.kx, transform.sy, transform.tx, transform.ty];
    let _ = writeln!(out, "{} cm", matrix.map(number).join(" "));
    let mut paint = "n";
    if let Some(fill) = path.fill() {
        color(fill.paint(), fill.opacity().get(), "rg", out)?;
        paint = if fill.rule() == FillRule::EvenOdd { "f*" } else { "f" };
    }
    if let Some(stroke) = path.stroke() {
        color(stroke.paint(), stroke.opacity().get(), "RG", out)?;
        let cap = match stroke.linecap() {
            LineCap::Butt => 0,
            LineCap::Round => 1,
            LineCap::Square => 2,
        };
        let join = match stroke.linejoin() {
            LineJoin::Miter => 0,
            LineJoin::MiterClip => return Err(LogoError::Part("corners with `miter-clip`".to_owned())),
            LineJoin::Round => 1,
            LineJoin::Bevel => 2,
        };
        let dashes = stroke.dasharray().unwrap_or_default().iter().map(|length| number(*length));
        let (width, limit) = (number(stroke.width().get()), number(stroke.miterlimit().get()));
        let (dashes, from) = (dashes.collect::<Vec<_>>().join(" "), number(stroke.dashoffset()));
        let _ = writeln!(out, "{width} w {cap} J {join} j {limit} M [{dashes}] {from} d");
        paint = match paint {
            "f" if path.paint_order() == PaintOrder::FillAndStroke => "B",
            "f*" if path.paint_order() == PaintOrder::FillAndStroke => "B*",
            "n" => "S",
            _ => return Err(LogoError::Part("a fill over a stroke".to_owned())),
        };
    }
    outline(path, out);
    let _ = writeln!(out, "{paint}\nQ");
    Ok(())
}

/// A plain, opaque colour as an operator.
fn color(paint: &Paint, opacity: f32, operator: &str, out: &mut String) -> Result<(), LogoError> {
    match paint {
        Paint::Color(color) if opacity >= 1.0 => {
            let parts = [color.red, color.green, color.blue].map(|n| number(part(n)));
            let _ = writeln!(out, "{} {operator}", parts.join(" "));
            Ok(())
        }
        Paint::Color(_) => Err(LogoError::Part("a colour that is partly transparent".to_owned())),
        _ => Err(LogoError::Part("a gradient or a pattern".to_owned())),
    }
}

fn outline(path: &Path, out: &mut String) {
    let mut at = (0.0, 0.0);
    for segment in path.data().segments() {
        let (points, operator) = match segment {
            PathSegment::MoveTo(to) => (vec![to], "m"),
            PathSegment::LineTo(to) => (vec![to], "l"),
            // PDF has only cubic curves; this one is the same curve.
            PathSegment::QuadTo(control, to) => {
                let near = |from: (f32, f32)| {
                    let mix = |a: f32, b: f32| a + (b - a) * 2.0 / 3.0;
                    (mix(from.0, control.x), mix(from.1, control.y)).into()
                };
                (vec![near(at), near((to.x, to.y)), to], "c")
            }
            PathSegment::CubicTo(first, second, to) => (vec![first, second, to], "c"),
            PathSegment::Close => (Vec::new(), "h"),
        };
        for point in &points {
            let _ = write!(out, "{} {} ", number(point.x), number(point.y));
        }
        out.push_str(operator);
        out.push('\n');
        at = points.last().map_or(at, |point| (point.x, point.y));
    }
}

/// A number as PDF writes it, without an exponent.
fn number(n: f32) -> String {
    let text = format!("{n:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if matches!(text, "" | "-" | "-0") { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inner: &str) -> String {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 10\">{inner}</svg>")
    }

    #[test]
    fn shapes_become_paths_in_plain_colours() {
        let (width, height, text) =
            read(&svg("<title>x</title><rect width='40' height='10' fill='#FF0000'/>")).expect("a shape");
        assert_eq!((width, height), (40.0, 10.0));
        assert!(text.starts_with("0.025 0 0 -0.1 0 1 cm\n"), "{text}");
        assert!(text.contains("1 0 0 rg\n0 0 m\n40 0 l\n40 10 l\n0 10 l\nh\nf\n"), "{text}");
        let line = "<g transform='translate(5 5)'><path d='M0 0 Q3 3 6 0' fill='none' stroke='#000' stroke-width='2'/></g>";
        let (.., text) = read(&svg(line)).expect("a line");
        assert!(
            text.contains("1 0 0 1 5 5 cm\n0 0 0 RG\n2 w 0 J 0 j 4 M [] 0 d\n0 0 m\n2 2 4 2 6 0 c\nS"),
            "{text}"
        );
    }

    #[test]
    fn what_is_not_drawn_is_named() {
        for (inner, named) in [
            ("<text>x</text>", "`<text>`"),
            ("<image href='/etc/passwd'/>", "`<image>`"),
            ("<script>1</script>", "`<script>`"),
            ("<use href='#a'/>", "`<use>`"),
            ("<x:image xmlns:x='http://www.w3.org/2000/svg' href='/etc/passwd'/>", "`<image>`"),
            ("<linearGradient id='a'/>", "`<linearGradient>`"),
            ("<rect width='4' height='4' fill-opacity='0.5'/>", "transparent"),
            ("<g opacity='0.5'><rect width='4' height='4'/><rect width='5' height='5'/></g>", "transparent"),
            ("<rect width='4' height='4' style='mix-blend-mode: multiply'/>", "blended"),
            ("<g style='mix-blend-mode: darken'><rect width='4' height='4'/></g>", "blended"),
            ("<path d='M0 0 L9 9 L0 9' stroke='#000' stroke-linejoin='miter-clip'/>", "`miter-clip`"),
            (&"<g/>".repeat(MOST_NODES as usize), "more than 20000"),
            (&format!("{}{}", "<g>".repeat(100), "</g>".repeat(100)), "nested"),
        ] {
            let error = read(&svg(inner)).expect_err(inner).to_string();
            assert!(error.contains(named), "{inner}: {error}");
        }
        let entities = format!("<!DOCTYPE svg [<!ENTITY a \"b\">]>{}", svg("<title>&a;</title>"));
        assert!(read(&entities).expect_err("entities").to_string().contains("document type"));
        assert_eq!(read("just words"), Err(LogoError::Kind));
        assert!(read("<svg").is_err());
    }
}
