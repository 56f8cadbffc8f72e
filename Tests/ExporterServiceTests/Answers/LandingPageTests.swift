#if Service
  import ControlGroups
  import GroupMetrics
  import NIOCore
  import Testing

  @testable import Exposition
  @testable import ExporterService

  /// The first page, of what a reading came to.
  struct LandingPageTests {
    private func page(_ change: (inout PageReport) -> Void = { _ in }) -> String {
      var report = PageReport()
      report.reader = "user <x> (7)"
      report.served = 12
      report.collectors = [(.cpu, nil), (.memory, nil)]
      change(&report)
      let answer = LandingPage.answer(ServiceOptions(), .success(Reading(ByteBuffer(), report)))
      return String(buffer: answer.body)
    }

    /// The lines of its list.
    private func lines(_ page: String) -> [Substring] {
      // Two are links.
      page.matches(of: /<li>(.*)<\/li>/).map(\.output.1).dropFirst(2) + []
    }

    @Test func whatIsSeenWhole() {
      let page = page()
      #expect(page.contains("<p>12 control groups by the collectors cpu, memory, at the last reading.</p>"))
      #expect(page.contains("<h2>What user &lt;x&gt; (7) cannot see here</h2>\n<p>Nothing is known to be hidden.</p>"))
      #expect(lines(page).isEmpty)
    }

    @Test func allThatIsNotSeenIsSaidWithItsReason() {
      let page = page { report in
        report.collectors[1].lacks = Missing(.permission, .memoryCurrent)
        report.late = [.cpu]
        report.unnamed = [("docker's state: permission denied <EACCES>", 3)]
        report.leftOut = 4
      }
      #expect(
        lines(page) == [
          "Some files of the collector memory cannot be read: this user may not read memory.current.",
          "There was no time for the collector cpu in the last scrape's timeout.",
          "3 containers have no name: docker&#39;s state: permission denied &lt;EACCES&gt;.",
          "4 groups are left out: --max-series is reached.",
        ])
      #expect(!page.contains("Nothing is known to be hidden"))
    }

    @Test func aRootThatIsGoneIsAllThatIsSaid() {
      let page = page {
        $0.isGone = true
        $0.leftOut = 4
      }
      #expect(page.contains("<p>Nothing: the control groups are gone, their root is no more where it was.</p>"))
      #expect(!page.contains("12 control groups") && lines(page).isEmpty)
    }
  }
#endif
