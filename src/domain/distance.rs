//! Where something lies on the Earth, and how far apart two such points are. It knows no names; the
//! [gazetteer](crate::domain::gazetteer) does.

use serde::Deserialize;

/// The Earth's mean radius in miles: 6,371.0088 km (R1 of the Geodetic Reference System 1980; H. Moritz, *Journal of Geodesy* 74,
/// 2000), a mile being 1.609344 km.
const EARTH_RADIUS: f32 = 3_958.761_3;
/// How many miles count as near where nobody says how many.
pub const MILES: u32 = 20;
/// The most miles that anybody can ask for: no two places of the UK lie so far apart.
pub const FARTHEST: u32 = 1_000;
/// The degrees north and east that these islands lie between.
const ISLANDS: (std::ops::RangeInclusive<f64>, std::ops::RangeInclusive<f64>) = (49.0..=61.0, -9.0..=2.0);

/// How far from home still counts as near: whole miles, from 1 to [`FARTHEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u32")]
pub struct Radius(u32);

impl Radius {
    /// The miles.
    #[must_use]
    pub fn miles(self) -> u32 {
        self.0
    }
}

impl Default for Radius {
    fn default() -> Self {
        Self(MILES)
    }
}

/// Miles that are no radius.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not from 1 to {FARTHEST} miles")]
pub struct NoRadius(u32);

impl TryFrom<u32> for Radius {
    type Error = NoRadius;

    fn try_from(miles: u32) -> Result<Self, NoRadius> {
        if (1..=FARTHEST).contains(&miles) { Ok(Self(miles)) } else { Err(NoRadius(miles)) }
    }
}

/// A point in these islands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    latitude: f32,
    longitude: f32,
}

impl Position {
    /// The point at these degrees north and east (WGS84); nothing where they are not in these islands.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let inside = ISLANDS.0.contains(&latitude) && ISLANDS.1.contains(&longitude);
        #[expect(clippy::cast_possible_truncation, reason = "half a metre is nearer than any position is known")]
        inside.then_some(Self { latitude: latitude as f32, longitude: longitude as f32 })
    }

    /// The middle of several points; nothing of none.
    #[must_use]
    pub fn middle(points: &[Self]) -> Option<Self> {
        let sum = |degrees: fn(&Self) -> f32| points.iter().map(|point| f64::from(degrees(point))).sum::<f64>();
        let count = f64::from(u32::try_from(points.len()).ok()?);
        Self::new(sum(|point| point.latitude) / count, sum(|point| point.longitude) / count)
    }

    /// The distance to another point, in miles as the crow flies.
    #[must_use]
    pub fn miles_to(self, other: Self) -> f32 {
        Point::from(self).miles_to(Point::from(other))
    }

    /// A key that equal points share.
    #[must_use]
    pub fn bits(self) -> (u32, u32) {
        (self.latitude.to_bits(), self.longitude.to_bits())
    }
}

/// A point as the unit vector from the middle of the Earth: 12 bytes, and quick to measure from.
#[derive(Clone, Copy, Debug)]
pub struct Point([f32; 3]);

impl From<Position> for Point {
    fn from(position: Position) -> Self {
        let (north, east) = (f64::from(position.latitude).to_radians(), f64::from(position.longitude).to_radians());
        let vector = [north.cos() * east.cos(), north.cos() * east.sin(), north.sin()];
        #[expect(clippy::cast_possible_truncation, reason = "the rounding is less than a metre")]
        Self(vector.map(|part| part as f32))
    }
}

impl Point {
    /// The distance to another point, in miles. This is the haversine formula: the haversine of the angle between two unit
    /// vectors is a quarter of the square of the straight line between their ends.
    #[must_use]
    pub fn miles_to(self, other: Self) -> f32 {
        let straight: f32 = self.0.iter().zip(other.0).map(|(here, there)| (here - there) * (here - there)).sum();
        2.0 * EARTH_RADIUS * (straight / 4.0).sqrt().min(1.0).asin()
    }
}

/// A distance as people say it, no more exact than it is: `under 2 mi`, `about 12 mi`.
#[must_use]
pub fn about(miles: f32) -> String {
    if miles < 1.5 { "under 2 mi".to_owned() } else { format!("about {miles:.0} mi") }
}

/// The same in few columns: `<2 mi`, `~12 mi`.
#[must_use]
pub fn brief(miles: f32) -> String {
    if miles < 1.5 { "<2 mi".to_owned() } else { format!("~{miles:.0} mi") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(latitude: f64, longitude: f64) -> Position {
        Position::new(latitude, longitude).unwrap()
    }

    #[test]
    fn distances_are_those_of_the_map() {
        // Worked out by the haversine formula in double precision.
        let (leeds, york, london) = (at(53.7965, -1.5478), at(53.9576, -1.0827), at(51.5085, -0.1257));
        let (edinburgh, belfast) = (at(55.9521, -3.1965), at(54.5968, -5.9254));
        let cases = [
            (leeds, york, 21.972),
            (london, edinburgh, 331.608),
            (london, leeds, 168.941),
            (belfast, edinburgh, 142.477),
        ];
        for (from, to, miles) in cases {
            assert!((from.miles_to(to) - miles).abs() < 0.02, "{} is not {miles}", from.miles_to(to));
        }
        // A degree of latitude, from the radius by hand.
        let degree = at(53.0, -1.0).miles_to(at(54.0, -1.0));
        assert!((degree - 69.093).abs() < 0.005, "{degree}");
    }

    #[test]
    fn what_is_not_in_these_islands_is_no_position() {
        for (latitude, longitude) in [(0.0, 0.0), (-1.5, 53.8), (53.8, 15.0), (f64::NAN, -1.5), (53.8, f64::INFINITY)] {
            assert_eq!(Position::new(latitude, longitude), None);
        }
        assert_eq!(Position::middle(&[]), None);
    }

    #[test]
    fn distances_are_said_no_more_exactly_than_they_are() {
        let said = [0.0, 1.4, 1.6, 12.4, 330.9].map(about);
        assert_eq!(said, ["under 2 mi", "under 2 mi", "about 2 mi", "about 12 mi", "about 331 mi"]);
    }

    prop_compose! {
        fn points()(latitude in 49.0..61.0_f64, longitude in -9.0..2.0_f64) -> Position {
            at(latitude, longitude)
        }
    }

    proptest! {
        #[test]
        fn there_is_as_far_as_back_and_no_way_round_is_shorter(a in points(), b in points(), c in points()) {
            prop_assert!((a.miles_to(b) - b.miles_to(a)).abs() < f32::EPSILON);
            prop_assert!(a.miles_to(a) < f32::EPSILON);
            prop_assert!(a.miles_to(c) <= a.miles_to(b) + b.miles_to(c) + 0.01);
        }

        #[test]
        fn any_degrees_are_a_position_here_or_none(latitude: f64, longitude: f64) {
            if let Some(position) = Position::new(latitude, longitude) {
                prop_assert!(position.miles_to(position).is_finite());
            }
        }
    }
}
