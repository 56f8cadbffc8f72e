#if Service
  internal import HTTPTypes
  internal import Exposition
  internal import GroupMetrics
  internal import NIOCore

  /// `/`: what is served, and what this user cannot see and why.
  enum LandingPage {
    static func answer(_ options: ServiceOptions, _ last: Result<Reading, ReadingFailure>?) -> Answer {
      var html = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>weir-exporter</title>
        <style>body { font-family: sans-serif; margin: 2em; max-width: 50em }</style></head><body>
        <h1>weir-exporter</h1>
        <p>The figures of all control groups, by name. Version \(escaped(options.version)).</p>
        <ul><li><a href="\(escaped(options.telemetryPath))">Metrics</a></li>
        <li><a href="/-/healthy">Health</a>, <a href="/-/ready">readiness</a></li></ul>
        <h2>What is served</h2>

        """
      switch last {
      case nil: html += "<p>The first reading is under way.</p>\n"
      case .failure(let failure): html += "<p>Nothing: the last reading failed: \(escaped(failure.line)).</p>\n"
      case .success(let reading):
        html +=
          reading.report.map(served) ?? "<p>This host has cgroup version 1 only: weir_hierarchy_info, no more.</p>\n"
      }
      html += "</body></html>\n"
      return Answer(.ok, "text/html; charset=utf-8", ByteBuffer(string: html))
    }

    private static func served(_ report: PageReport) -> String {
      let collectors = report.collectors.map { $0.collector.rawValue }.joined(separator: ", ")
      var out = "<p>\(report.served) control groups by the collectors \(collectors), at the last reading.</p>\n"
      if report.isGone { return "<p>Nothing: the control groups are gone, their root is no more where it was.</p>\n" }
      var lacking = report.collectors.compactMap { entry in
        entry.lacks.map {
          "Some files of the collector \(entry.collector.rawValue) cannot be read: \(escaped($0.meaning))."
        }
      }
      lacking += report.late.map { "There was no time for the collector \($0.rawValue) in the last scrape's timeout." }
      lacking += report.unnamed.map { "\($0.count) containers have no name: \(escaped($0.reason))." }
      if report.leftOut > 0 { lacking.append("\(report.leftOut) groups are left out: --max-series is reached.") }
      out += "<h2>What \(escaped(report.reader)) cannot see here</h2>\n"
      if lacking.isEmpty { return out + "<p>Nothing is known to be hidden.</p>\n" }
      return out + "<ul>" + lacking.map { "<li>\($0)</li>" }.joined(separator: "\n") + "</ul>\n"
    }

    /// Text as text: names and reasons may hold any byte.
    static func escaped(_ text: String) -> String {
      var out = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "\"": out += "&quot;"
        case "'": out += "&#39;"
        default: out.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar)
        }
      }
      return out
    }
  }
#endif
