package import ControlGroups

/// What was found or done for a request. `number` is the request's: an answer that comes too late is dropped.
package enum ScreenAnswer: Sendable {
  case preview(Preview, number: Int)
  case done(Outcome, number: Int)
  case page(PageFacts, number: Int)
  /// The names of files; nil where they could not be listed.
  case files([String]?, number: Int)
  /// A line for the status row, of no request: another TERM was taken, the settings could not be kept.
  case notice(String)
}

/// What an act would do.
package struct Preview: Sendable, Equatable {
  /// The steps, each a line: file, value before, value after, route, how long it lasts; what would clip it.
  package var lines: [String]
  /// The same as a command: `weir set docker:web cpu.max=3cpu`.
  package var command: String
  /// Why it cannot be done, in one sentence; nil where it can.
  package var refusal: String?
  /// The protected group that must be named first, as `--protected` takes it; nil where none is.
  package var protected: String?

  package init(lines: [String] = [], command: String = "", refusal: String? = nil, protected: String? = nil) {
    self.lines = lines
    self.command = command
    self.refusal = refusal
    self.protected = protected
  }
}

/// How an act ended.
package struct Outcome: Sendable, Equatable {
  /// One line for the status row.
  package var line: String
  package var isFailure: Bool
  /// How many changes of this session can still be undone.
  package var undoable: Int
  /// What undoing the last of them puts back, a line each: group, file, value now, value then.
  package var undone: [String]

  package init(line: String, isFailure: Bool = false, undoable: Int = 0, undone: [String] = []) {
    self.line = line
    self.isFailure = isFailure
    self.undoable = undoable
    self.undone = undone
  }
}

/// What the page of one group shows beside figures.
package struct PageFacts: Sendable, Equatable {
  /// One interface file.
  package struct File: Sendable, Equatable {
    package var name: String
    /// In one line: as `weir get` prints it, the lines of a longer file with `; ` between them.
    package var value: String
    /// Whether it may be written.
    package var isWritable: Bool
    /// What is in force, where groups above limit it too; empty where that says no more than the value.
    package var effective: String
    /// Who sets what is in force; nil for the group itself, or where nobody does.
    package var setBy: ByteText?
    /// Why there is no value; nil where there is one.
    package var absence: String?

    package init(
      name: String, value: String, isWritable: Bool = false, effective: String = "", setBy: ByteText? = nil,
      absence: String? = nil
    ) {
      self.name = name
      self.value = value
      self.isWritable = isWritable
      self.effective = effective
      self.setBy = setBy
      self.absence = absence
    }
  }

  /// One process in the group or below.
  package struct Process: Sendable, Equatable {
    package var id: Int32
    /// Bytes as they came.
    package var command: ByteText
    package var user: ByteText
    /// The group below that it is in; empty for the group itself.
    package var below: ByteText

    package init(id: Int32, command: ByteText, user: ByteText = "", below: ByteText = "") {
      self.id = id
      self.command = command
      self.user = user
      self.below = below
    }
  }

  /// The group.
  package var path: GroupPath
  package var files: [File]
  package var processes: [Process]
  /// How many processes there are, where not all are listed.
  package var processCount: Int

  package init(path: GroupPath, files: [File] = [], processes: [Process] = [], processCount: Int? = nil) {
    self.path = path
    self.files = files
    self.processes = processes
    self.processCount = processCount ?? processes.count
  }
}
