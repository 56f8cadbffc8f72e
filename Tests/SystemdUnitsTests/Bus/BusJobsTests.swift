import Testing

@testable import SystemdUnits

@Suite struct BusJobsTests {
  private func removed(_ job: String, _ result: String) -> BusSignal {
    BusSignal(
      path: BusCall.managerPath, interface: BusCall.managerInterface, member: "JobRemoved",
      arguments: [.uint32(1), .objectPath(job), .string("x.scope"), .string(result)])
  }

  @Test func aResultBeforeTheReplyIsKeptOnlyWhileACallIsUnderWay() {
    var jobs = JobTable()
    jobs.take(removed("/job/1", "done"))
    #expect(jobs.takeEarly("/job/1") == nil)
    jobs.begin()
    jobs.take(removed("/job/2", "failed"))
    jobs.take(removed("/job/3", "done"))
    #expect(jobs.takeEarly("/job/2") == "failed")
    #expect(jobs.takeEarly("/job/2") == nil)
    jobs.end()
    #expect(jobs.takeEarly("/job/3") == nil)
  }

  @Test func aWaiterGetsItsOwnJobsResult() async throws {
    var jobs = JobTable()
    let outcome: JobTable.Outcome = await withCheckedContinuation { continuation in
      jobs.wait("/job/1", deadline: 100, allowed: .seconds(1), continuation)
      #expect(jobs.earliest == 100)
      jobs.take(removed("/job/2", "failed"))
      jobs.take(removed("/job/1", "canceled"))
    }
    #expect(try outcome.get() == "canceled")
    #expect(jobs.earliest == .max)
  }

  @Test func aWaiterIsToldOfItsDeadlineAndOfTheEnd() async {
    var jobs = JobTable()
    let late: JobTable.Outcome = await withCheckedContinuation { continuation in
      jobs.wait("/job/1", deadline: 100, allowed: .seconds(1), continuation)
      jobs.expire(99)
      #expect(jobs.earliest == 100)
      jobs.expire(100)
    }
    #expect(late == .failure(.timedOut(call: "waiting for the job", after: .seconds(1))))
    let lost: JobTable.Outcome = await withCheckedContinuation { continuation in
      jobs.wait("/job/1", deadline: 100, allowed: .seconds(1), continuation)
      jobs.fail(.disconnected)
    }
    #expect(lost == .failure(.disconnected))
  }
}
