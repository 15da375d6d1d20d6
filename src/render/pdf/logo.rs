//! Reads a logo and makes the PDF object that draws it into a square of one unit.
//!
//! `png` decodes pictures made of pixels, and `vector` turns SVG into drawing operators. A transparent pixel is set on
//! white, because the logo is printed on white paper.

use lopdf::{Document, ObjectId, Stream, dictionary};
use png::{BitDepth, ColorType, Decoder, Limits, Transformations};

use super::logo_error::{LONGEST, LogoError, MOST_PIXELS};
use super::vector;

/// A logo that can be drawn.
#[derive(Debug, PartialEq)]
pub(super) struct Art {
    aspect: f32,
    kind: Kind,
}

#[derive(Debug, PartialEq)]
enum Kind {
    /// Pixels, row by row: red, green and blue.
    Pixels { width: u32, height: u32, rgb: Vec<u8> },
    /// Drawing operators.
    Vector(String),
}

impl Art {
    /// Reads a PNG or SVG file.
    pub(super) fn read(bytes: &[u8]) -> Result<Art, LogoError> {
        let (width, height, kind) = if bytes.starts_with(b"\x89PNG") {
            let (width, height, rgb) = pixels(bytes)?;
            (width as f32, height as f32, Kind::Pixels { width, height, rgb })
        } else {
            let text = std::str::from_utf8(bytes).map_err(|_| LogoError::Kind)?;
            let (width, height, operators) = vector::read(text)?;
            (width, height, Kind::Vector(operators))
        };
        let aspect = width / height;
        let sound = aspect.is_finite() && (1.0 / LONGEST..=LONGEST).contains(&aspect);
        if sound { Ok(Art { aspect, kind }) } else { Err(LogoError::Long) }
    }

    /// Its width divided by its height.
    pub(super) fn aspect(&self) -> f32 {
        self.aspect
    }

    /// Adds the object that draws it.
    pub(super) fn object(&self, doc: &mut Document) -> ObjectId {
        match &self.kind {
            Kind::Pixels { width, height, rgb } => {
                let dict = dictionary! {
                    "Type" => "XObject",
                    "Subtype" => "Image",
                    "Width" => i64::from(*width),
                    "Height" => i64::from(*height),
                    "ColorSpace" => "DeviceRGB",
                    "BitsPerComponent" => 8,
                };
                doc.add_object(Stream::new(dict, rgb.clone()))
            }
            Kind::Vector(operators) => {
                let dict = dictionary! {
                    "Type" => "XObject",
                    "Subtype" => "Form",
                    "BBox" => vec![0.into(), 0.into(), 1.into(), 1.into()],
                };
                doc.add_object(Stream::new(dict, operators.clone().into_bytes()))
            }
        }
    }
}

/// Width, height and pixels of a PNG file.
fn pixels(bytes: &[u8]) -> Result<(u32, u32, Vec<u8>), LogoError> {
    let large = || LogoError::Large(format!("{MOST_PIXELS} pixels"));
    let damaged = |error: png::DecodingError| match error {
        png::DecodingError::LimitsExceeded => large(),
        error => LogoError::Damaged(error.to_string()),
    };
    let limits = Limits { bytes: 16 * MOST_PIXELS };
    let mut decoder = Decoder::new_with_limits(std::io::Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (width, height) = reader.info().size();
    if width as usize * height as usize > MOST_PIXELS {
        return Err(large());
    }
    let mut data = vec![0; reader.output_buffer_size().ok_or_else(large)?];
    let frame = reader.next_frame(&mut data).map_err(damaged)?;
    data.truncate(frame.buffer_size());
    let step = match (frame.color_type, frame.bit_depth) {
        (ColorType::Grayscale, BitDepth::Eight) => 1,
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => 2,
        (ColorType::Rgb, BitDepth::Eight) => 3,
        (ColorType::Rgba, BitDepth::Eight) => 4,
        _ => return Err(LogoError::Kind),
    };
    Ok((width, height, data.chunks_exact(step).flat_map(on_white).collect()))
}

/// A pixel of one to four parts on white: grey or three colours, then how opaque it is.
fn on_white(pixel: &[u8]) -> [u8; 3] {
    let (color, alpha) = match *pixel {
        [grey] => ([grey; 3], 255),
        [grey, alpha] => ([grey; 3], alpha),
        [red, green, blue] => ([red, green, blue], 255),
        [red, green, blue, alpha, ..] => ([red, green, blue], alpha),
        [] => ([255; 3], 255),
    };
    let mix = |part: u8| {
        let (part, alpha) = (u32::from(part), u32::from(alpha));
        ((part * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    color.map(mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(color: ColorType, data: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, 2, 1);
        encoder.set_color(color);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(data).expect("pixels");
        writer.finish().expect("an end");
        out
    }

    fn read(bytes: &[u8]) -> Result<(f32, Vec<u8>), LogoError> {
        Art::read(bytes).map(|art| match art.kind {
            Kind::Pixels { rgb, .. } => (art.aspect, rgb),
            Kind::Vector(text) => (art.aspect, text.into_bytes()),
        })
    }

    #[test]
    fn pixels_of_all_kinds_become_colours_on_white() {
        let red = [255, 0, 0, 255, 128, 128];
        assert_eq!(read(&png(ColorType::Rgb, &red)), Ok((2.0, red.to_vec())));
        let half = png(ColorType::Rgba, &[255, 0, 0, 255, 0, 0, 0, 0]);
        assert_eq!(read(&half), Ok((2.0, vec![255, 0, 0, 255, 255, 255])));
        let grey = png(ColorType::GrayscaleAlpha, &[0, 255, 0, 128]);
        assert_eq!(read(&grey), Ok((2.0, vec![0, 0, 0, 127, 127, 127])));
    }

    #[test]
    fn what_is_no_logo_says_why() {
        let whole = png(ColorType::Rgb, &[0; 6]);
        assert!(matches!(Art::read(&whole[..whole.len() - 20]), Err(LogoError::Damaged(_))));
        assert_eq!(Art::read(b"\xff\xd8\xff").err(), Some(LogoError::Kind));
        let mut wide = whole;
        wide[16..20].copy_from_slice(&100_000_u32.to_be_bytes());
        assert!(Art::read(&wide).is_err());
    }
}
