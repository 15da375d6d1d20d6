//! Exit statuses, as the documentation promises them.

use panelkit::store::Fault;

/// How a command that did not succeed ended.
#[derive(Debug)]
pub(crate) enum Exit {
    /// The request was not carried out.
    Fault(Fault),
    /// 1: there are findings at error level, the command refused and said why, or
    /// `bank fmt --check` found files to format.
    Findings,
    /// 3: some candidates get no kit; a finding says why.
    NoKit,
    /// 4: `verify` found a difference, which was shown.
    Difference,
}

impl Exit {
    /// The status.
    pub(crate) fn status(&self) -> u8 {
        match self {
            Exit::Findings | Exit::Fault(Fault::Findings | Fault::Refused(_)) => 1,
            Exit::Fault(Fault::Request(_)) => 2,
            Exit::NoKit | Exit::Fault(Fault::NoKit) => 3,
            Exit::Difference => 4,
            Exit::Fault(Fault::World(_)) => 5,
        }
    }

    /// The message that has not been shown yet.
    pub(crate) fn message(&self) -> Option<&str> {
        match self {
            Exit::Fault(Fault::Request(message) | Fault::World(message)) => Some(message),
            _ => None,
        }
    }
}

impl From<Fault> for Exit {
    fn from(fault: Fault) -> Exit {
        Exit::Fault(fault)
    }
}
