//! Dual prices (Lagrange multipliers; Held & Karp 1971) of the resources, and the reduced costs of
//! items at these prices.

use crate::presolve::{Instance, Resource};

/// The price of one unit of each resource. A negative price rewards use of the resource.
#[derive(Clone, Debug)]
pub(crate) struct Prices {
    pub(crate) of: Vec<i64>,
    /// For each zone and class, the cost of the resources that an item uses, at these prices.
    table: Vec<Vec<i64>>,
    /// For each class, the least of these costs over the zones, and the zone in which it occurs.
    least: Vec<(i64, u32)>,
    /// The worth of the windows, which is subtracted from every sum of reduced costs.
    pub(crate) worth: i64,
}

impl Prices {
    pub(crate) fn new(instance: &Instance, of: Vec<i64>) -> Prices {
        let mut prices = Prices { of, table: Vec::new(), least: Vec::new(), worth: 0 };
        prices.tabulate(instance);
        prices
    }

    /// Replaces the prices, and reuses the buffers.
    pub(crate) fn set(&mut self, instance: &Instance, of: &[i64]) {
        self.of.clear();
        self.of.extend_from_slice(of);
        self.tabulate(instance);
    }

    fn tabulate(&mut self, instance: &Instance) {
        let of = &self.of;
        let zones = instance.zones.len();
        self.table.resize(zones, Vec::new());
        for (zone, row) in self.table.iter_mut().enumerate() {
            let load = |loads: &Vec<Vec<(u16, i32)>>| -> i64 {
                loads[zone].iter().map(|(d, amount)| of[usize::from(*d)] * i64::from(*amount)).sum()
            };
            row.clear();
            row.extend(instance.loads.iter().map(load));
        }
        let table = &self.table;
        let least = |class: usize| {
            let by_zone = table.iter().zip(0u32..).map(|(row, zone)| (row[class], zone));
            by_zone.min().unwrap_or((0, 0))
        };
        self.least.clear();
        self.least.extend((0..instance.loads.len()).map(least));
        let worth = |(price, resource): (&i64, &Resource)| {
            price * if *price > 0 { resource.range.1 } else { resource.range.0 }
        };
        self.worth = of.iter().zip(&instance.resources).map(worth).sum();
    }

    /// The reduced cost of an item of this cost and class in `zone`, or in its cheapest zone if `zone` is
    /// `None`.
    pub(crate) fn priced(&self, cost: i64, class: u32, zone: Option<usize>) -> i64 {
        let class = class as usize;
        cost + zone.map_or_else(|| self.least[class].0, |zone| self.table[zone][class])
    }

    /// The zone that is cheapest for a class.
    pub(crate) fn zone(&self, class: u32) -> usize {
        self.least[class as usize].1 as usize
    }
}
