//! The objects of a PDF file (ISO 32000-1, 7.3). There is no type for streams: of a stream, only the dictionary is
//! kept, and its bytes are found by their place in the file.

/// The number and the generation of an indirect object.
pub(super) type Id = (u32, u16);

/// A direct object. Numbers with a fraction keep no value, because no part of a form needs one.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    Null,
    Bool,
    Int(i64),
    Real,
    /// A name without its slash, with `#xx` resolved.
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    Ref(Id),
}

impl Object {
    pub(super) fn as_int(&self) -> Option<i64> {
        match self {
            Object::Int(n) => Some(*n),
            _ => None,
        }
    }

    pub(super) fn as_name(&self) -> Option<&[u8]> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// A dictionary. Its keys differ; an entry whose value is `null` is absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dict(pub(super) Vec<(Vec<u8>, Object)>);

impl Dict {
    pub(super) fn get(&self, key: &str) -> Option<&Object> {
        let (_, value) = self.0.iter().find(|(known, _)| known == key.as_bytes())?;
        (*value != Object::Null).then_some(value)
    }

    /// Replaces an entry, if it is there.
    pub(super) fn replace(&mut self, key: &str, value: Object) {
        if let Some(entry) = self.0.iter_mut().find(|(known, _)| known == key.as_bytes()) {
            entry.1 = value;
        }
    }

    /// Whether an entry is this name.
    pub(super) fn is(&self, key: &str, name: &str) -> bool {
        self.get(key).and_then(Object::as_name) == Some(name.as_bytes())
    }

    /// An entry that is a number from 0 up.
    pub(super) fn size(&self, key: &str) -> Option<usize> {
        usize::try_from(self.get(key)?.as_int()?).ok()
    }
}
