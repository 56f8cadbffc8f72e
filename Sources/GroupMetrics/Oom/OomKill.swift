package import ControlGroups

/// Processes that the OOM killer killed: whose they were, and whose limit it was.
package struct OomKill: Sendable, Equatable {
  /// Where the memory ran out.
  package enum Culprit: Sendable, Equatable {
    /// At the victim's own limit, or one inside its row.
    case own(GroupPath)
    /// At the limit of a group above.
    case ancestor(GroupPath)
    /// Nowhere in the hierarchy: the machine's memory ran out (or a process was killed on request).
    case host
    /// It cannot be told: no group that would know could be read.
    case unknown
  }

  /// How it is known whose they were.
  package enum Certainty: String, Sendable {
    /// The group's own counter rose.
    case counted
    /// The group was not listed any more, or not yet; a watch saw its own counter rise, and a group above counted.
    case watched
    /// The group was gone; a group above counted, and the engine or the service manager says so of this one.
    case confirmed
    /// The group was gone; a group above counted, and no other that went can have been it.
    case inferred
    /// A group that is not known any more, below the victim's row: it came and went between two samples, or several
    /// went and nobody says which.
    case below
  }

  /// The row: a container's scope, not its inner group.
  package var victim: GroupPath
  /// The row's name.
  package var name: ByteText
  /// The group that held the processes.
  package var group: GroupPath
  /// Its incarnation.
  package var inode: UInt64
  /// How many processes.
  package var count: UInt64
  package var culprit: Culprit
  package var certainty: Certainty
}

/// What others than the kernel say of a group that is gone.
package enum OomEvidence: Sendable {
  /// The engine's state, or where a manager may be asked the unit's Result, says that it was killed for want of memory.
  case killed
  /// They say that it was not.
  case notKilled
  /// They say nothing.
  case unknown
}

/// A row that went, and that may have been killed.
package struct OomCandidate: Sendable, Equatable {
  package var row: GroupPath
  package var name: ByteText
  /// The group of the row that was nearest to the root, and its incarnation.
  package var group: GroupPath
  package var inode: UInt64
}

extension OomKill.Culprit {
  /// A word for a machine.
  package var word: String {
    switch self {
    case .own: "own"
    case .ancestor: "ancestor"
    case .host: "host"
    case .unknown: "unknown"
    }
  }

  /// The group whose limit was hit.
  package var path: GroupPath? {
    switch self {
    case .own(let path), .ancestor(let path): path
    case .host, .unknown: nil
    }
  }

  /// As the end of a sentence.
  package var clause: String {
    switch self {
    case .own: ", at its own limit"
    case .ancestor(let path): ", at the limit of \(path)"
    case .host: ", for want of the machine's memory"
    case .unknown: ""
    }
  }
}
