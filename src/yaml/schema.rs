//! Turns shapes into JSON Schema (2020-12) for editors and into tables for the documentation.

use serde_json::{Map, Value, json};

use super::shape::{Record, Shape};

/// The JSON Schema of a record.
pub fn schema(record: &Record, title: &str) -> Value {
    let mut value = object(record);
    if let Value::Object(map) = &mut value {
        map.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        map.insert("title".to_owned(), json!(title));
    }
    value
}

fn object(record: &Record) -> Value {
    let properties: Map<String, Value> = record
        .fields
        .iter()
        .map(|field| {
            let mut value = of(&field.shape);
            if let Value::Object(map) = &mut value {
                map.insert("description".to_owned(), json!(field.about));
            }
            (field.key.to_owned(), value)
        })
        .collect();
    let required = |other: Option<&str>| -> Vec<&str> {
        record.fields.iter().filter(|f| f.required && f.unless == other).map(|f| f.key).collect()
    };
    let mut value = json!({
        "type": "object", "description": record.about, "properties": properties,
        "required": required(None), "additionalProperties": false,
    });
    if let Some(other) = record.fields.iter().find_map(|f| f.unless) {
        value["anyOf"] = json!([{ "required": [other] }, { "required": required(Some(other)) }]);
    }
    value
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({ "type": ["string", "number", "boolean"], "minLength": 1 }),
        Shape::Id => json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64 }),
        Shape::Int(low, i64::MAX) => json!({ "type": "integer", "minimum": low }),
        Shape::Int(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Shape::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::DayOrFalse => json!({ "oneOf": [{ "const": false }, { "type": "string", "format": "date" }] }),
        Shape::OneOf(words) => json!({ "enum": words }),
        Shape::List(item, fewest) => json!({ "type": "array", "items": of(item), "minItems": fewest }),
        Shape::Range(low, high) => json!({
            "type": "array", "items": of(&Shape::Int(*low, *high)), "minItems": 2, "maxItems": 2,
        }),
        Shape::Record(record) => object(record),
        Shape::Names(item) => json!({ "type": "object", "additionalProperties": of(item) }),
        Shape::Scores => json!({
            "type": "object", "patternProperties": { "^[0-9]+$": { "type": "string", "minLength": 1 } },
            "additionalProperties": false,
        }),
        Shape::TextOr(record) => json!({ "oneOf": [{ "type": "string", "minLength": 1 }, object(record)] }),
        Shape::AnyOf(shapes) => json!({ "oneOf": shapes.iter().map(of).collect::<Vec<_>>() }),
    }
}

/// The keys of a record as a Markdown table.
pub fn table(record: &Record) -> String {
    let mut text = String::from("| key | required | value | for |\n| --- | --- | --- | --- |\n");
    for field in record.fields {
        let required = match (field.required, field.unless) {
            (true, Some(other)) => format!("without `{other}`"),
            (true, None) => "yes".to_owned(),
            (false, _) => String::new(),
        };
        let row =
            format!("| `{}` | {required} | {} | {} |\n", field.key, field.shape.describe(), field.about);
        text.push_str(&row);
    }
    text
}
