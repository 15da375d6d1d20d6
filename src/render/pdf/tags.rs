//! Writes the structure tree: the document as a screen reader reads it.
//!
//! This file maps roles to PDF tag names. Nodes without content are left out, except the cells of tables; children are
//! in the order of their first appearance on the pages, which is the reading order.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, dictionary};

use super::PdfError;
use super::emit::Marks;
use super::metadata::text;
use super::row::{ARTIFACT, NodeId, Role, Structure};

/// An element that is being filled.
struct Element {
    id: ObjectId,
    kids: Vec<Object>,
    /// The page of its first content. Content on this page is named by its number alone.
    page: ObjectId,
}

/// What an element holds.
enum Kid {
    Element(ObjectId),
    /// Marked content, by its number on its page.
    Content(i64),
    /// The annotation of a link or of a field.
    Annotation(ObjectId),
}

impl Kid {
    /// The entry for a kid on `page` in an element whose own page is `home`.
    fn object(self, page: ObjectId, home: ObjectId) -> Object {
        match self {
            Self::Element(id) => id.into(),
            Self::Content(number) if page == home => number.into(),
            Self::Content(number) => dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => number }.into(),
            Self::Annotation(id) => dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => id }.into(),
        }
    }
}

struct Tree<'s> {
    structure: &'s Structure,
    /// The element of each node; `None` until the node has content.
    elements: Vec<Option<Element>>,
}

/// Adds the structure tree for the content listed in `marks`.
pub(super) fn tag(doc: &mut Document, structure: &Structure, marks: &Marks) -> Result<(), PdfError> {
    let elements = structure.nodes.iter().map(|_| None).collect();
    let mut tree = Tree { structure, elements };
    let pages: Vec<ObjectId> = doc.page_iter().collect();
    let mut parents = Vec::new();
    let mut next_key = pages.len() as i64;
    let mut annotated = Vec::new();
    for (i, page) in pages.iter().enumerate() {
        let (content, links, fields) = (&marks.content[i], &marks.links[i], &marks.fields[i]);
        let there = annotations(doc, *page)?;
        let (of_links, of_fields) = there.split_at(links.len().min(there.len()));
        let mut waiting = of_fields.iter().zip(fields).peekable();
        let mut owners = Vec::new();
        for number in 0..=content.len() {
            // A field is read where it is on the page: after the content that comes before it.
            while let Some((annotation, field)) = waiting.next_if(|(_, field)| field.after <= number) {
                let owner = tree.add(doc, field.node, *page, Kid::Annotation(*annotation));
                doc.get_dictionary_mut(*annotation)?.set("StructParent", next_key);
                annotated.extend([Object::from(next_key), owner.into()]);
                next_key += 1;
            }
            if let Some(node) = content.get(number) {
                owners.push(Object::from(tree.add(doc, *node, *page, Kid::Content(number as i64))));
            }
        }
        let list = doc.add_object(owners);
        parents.extend([Object::from(i as i64), list.into()]);
        for (annotation, (node, target)) in of_links.iter().zip(links) {
            let owner = tree.add(doc, *node, *page, Kid::Annotation(*annotation));
            let dict = doc.get_dictionary_mut(*annotation)?;
            dict.set("StructParent", next_key);
            dict.set("Contents", text(target));
            annotated.extend([Object::from(next_key), owner.into()]);
            next_key += 1;
        }
        let dict = doc.get_dictionary_mut(*page)?;
        dict.set("StructParents", i as i64);
        dict.set("Tabs", "S");
    }
    parents.append(&mut annotated);
    let root = tree.write(doc, parents, next_key, &marks.figures);
    let catalog = doc.catalog_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

fn annotations(doc: &Document, page: ObjectId) -> Result<Vec<ObjectId>, PdfError> {
    let Ok(list) = doc.get_dictionary(page)?.get(b"Annots") else {
        return Ok(Vec::new());
    };
    Ok(list.as_array()?.iter().map(Object::as_reference).collect::<Result<_, _>>()?)
}

impl Tree<'_> {
    /// Appends `kid`, which is on `page`, to the element of `node`; the element and its ancestors are created
    /// if they do not exist yet.
    fn add(&mut self, doc: &mut Document, node: NodeId, page: ObjectId, kid: Kid) -> ObjectId {
        let index = node as usize;
        if let Some(element) = &mut self.elements[index] {
            element.kids.push(kid.object(page, element.page));
            return element.id;
        }
        let id = doc.new_object_id();
        let kids = vec![kid.object(page, page)];
        self.elements[index] = Some(Element { id, kids, page });
        let parent = self.structure.nodes[index].parent;
        if parent != ARTIFACT {
            self.add(doc, parent, page, Kid::Element(id));
        }
        id
    }

    /// Gives every row of a table all its cells: a cell without content gets an element too, or the cells after it
    /// would be read under the wrong headers.
    fn complete_rows(&mut self, doc: &mut Document) {
        let nodes = &self.structure.nodes;
        let mut cells: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        for (i, node) in nodes.iter().enumerate() {
            if matches!(node.role, Role::HeaderCell | Role::NameCell | Role::DataCell) {
                cells.entry(node.parent).or_default().push(i);
            }
        }
        for (row, cells) in cells {
            let Some(page) = self.elements[row as usize].as_ref().map(|element| element.page) else {
                continue;
            };
            let mut kids = Vec::new();
            for cell in cells {
                let element = self.elements[cell].get_or_insert_with(|| Element {
                    id: doc.new_object_id(),
                    kids: Vec::new(),
                    page,
                });
                kids.push(Object::from(element.id));
            }
            if let Some(row) = &mut self.elements[row as usize] {
                row.kids = kids;
            }
        }
    }

    fn write(
        mut self,
        doc: &mut Document,
        parents: Vec<Object>,
        next_key: i64,
        figures: &BTreeMap<NodeId, [f32; 4]>,
    ) -> ObjectId {
        self.complete_rows(doc);
        let root = doc.new_object_id();
        let ids: Vec<Option<ObjectId>> =
            self.elements.iter().map(|element| element.as_ref().map(|element| element.id)).collect();
        for (n, (node, element)) in (0..).zip(self.structure.nodes.iter().zip(self.elements)) {
            let Some(element) = element else { continue };
            let parent = ids.get(node.parent as usize).copied().flatten().unwrap_or(root);
            let mut kids = element.kids;
            let only = if kids.len() == 1 { kids.pop() } else { None };
            let mut dict = dictionary! {
                "S" => name(node.role),
                "P" => parent,
                "Pg" => element.page,
                "K" => only.unwrap_or(Object::Array(kids)),
            };
            if let (Role::Figure, Some(said)) = (node.role, &node.said) {
                dict.set("Alt", text(said));
            } else if let Some(said) = &node.said {
                // The language is undetermined (ISO 639-2), so a reader does not take the name for English. The empty text
                // would say the same (ISO 32000-1, 14.9.2), but PDF/UA-1 wants a language tag.
                dict.set("ActualText", text(said));
                dict.set("Lang", text("und"));
            }
            let scope = match node.role {
                Role::HeaderCell => Some("Column"),
                Role::NameCell => Some("Row"),
                _ => None,
            };
            if let Some(area) = figures.get(&n) {
                let area: Vec<Object> = area.iter().map(|side| Object::Real(*side)).collect();
                dict.set("A", dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => area });
            }
            if let Some(scope) = scope {
                dict.set("A", dictionary! { "O" => "Table", "Scope" => scope });
            }
            doc.set_object(element.id, dict);
        }
        let document: Vec<Object> = ids.first().copied().flatten().map(Object::from).into_iter().collect();
        let numbers = doc.add_object(dictionary! { "Nums" => parents });
        let dict = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => document,
            "ParentTree" => numbers,
            "ParentTreeNextKey" => next_key,
        };
        doc.set_object(root, dict);
        root
    }
}

fn name(role: Role) -> Object {
    match role {
        Role::Document => "Document",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::List => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Link => "Link",
        Role::Name => "Span",
        Role::Figure => "Figure",
        Role::Form => "Form",
        Role::Quote => "BlockQuote",
        Role::Note | Role::Code => "Div",
        Role::Table => "Table",
        Role::TableRow => "TR",
        Role::HeaderCell | Role::NameCell => "TH",
        Role::DataCell => "TD",
    }
    .into()
}
