#if Service
  internal import ControlGroups
  internal import GroupMetrics
  package import Logging

  /// How a line of the log is written, as Prometheus' own programs spell it.
  package enum LogFormat: String, CaseIterable, Sendable { case logfmt, json }

  /// Writes each message as one line to standard error.
  package struct LineLog: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let format: LogFormat

    package init(_ level: Logger.Level, _ format: LogFormat) {
      logLevel = level
      self.format = format
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
      let facts = metadata.merging(event.metadata ?? [:]) { $1 }
      let line = Self.line(
        event.level, "\(event.message)", facts.map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }, format,
        at: LinuxCalls.shared.wallNanoseconds)
      _ = try? LinuxCalls.shared.write(2, Array(line.utf8))
    }

    /// One line, with its newline.
    ///
    /// - Parameter nanoseconds: since 1970.
    static func line(
      _ level: Logger.Level, _ message: String, _ facts: [(String, String)], _ format: LogFormat,
      at nanoseconds: UInt64
    ) -> String {
      let word =
        switch level {
        case .trace, .debug: "DEBUG"
        case .info, .notice: "INFO"
        case .warning: "WARN"
        case .error, .critical: "ERROR"
        }
      var time: [UInt8] = []
      Timestamp.print(nanoseconds: nanoseconds, milliseconds: true, to: &time)
      let all = [("time", String(decoding: time, as: UTF8.self)), ("level", word), ("msg", message)] + facts
      switch format {
      case .json: return "{" + all.map { "\(quoted($0)):\(quoted($1))" }.joined(separator: ",") + "}\n"
      case .logfmt:
        return all.map { key, value in
          let isPlain = !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x3D }
          return "\(key)=\(isPlain ? value : quoted(value))"
        }.joined(separator: " ") + "\n"
      }
    }

    private static func quoted(_ text: String) -> String {
      var out = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": out += "\\\(scalar)"
        case "\n": out += "\\n"
        default:
          if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
            let hex = String(scalar.value, radix: 16)
            out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
          } else {
            out.unicodeScalars.append(scalar)
          }
        }
      }
      return out + "\""
    }
  }
#endif
