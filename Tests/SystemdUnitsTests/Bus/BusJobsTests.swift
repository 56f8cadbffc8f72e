import Testing

@testable import SystemdUnits

@Suite struct BusJobsTests {
  private func removed(_ job: String, _ result: String) -> BusSignal {
    BusSignal(
      path: BusCall.managerPath, interface: BusCall.managerInterface, member: "JobRemoved",
      arguments: [.uint32(1), .objectPath(job), .string("x.scope"), .string(result)])
  }

  private func end(_ jobs: inout JobTable, _ job: String) -> Eventual<JobTable.Outcome> {
    jobs.outcome(of: job, deadline: 100, allowed: .seconds(1))
  }

  @Test func aResultBeforeTheReplyIsKeptOnlyWhileACallIsUnderWay() async {
    var jobs = JobTable()
    jobs.take(removed("/job/1", "done"))
    #expect(jobs.earliest == .max)
    jobs.begin()
    jobs.take(removed("/job/2", "failed"))
    jobs.take(removed("/job/3", "done"))
    #expect(await end(&jobs, "/job/2").value == .success("failed"))
    #expect(jobs.earliest == .max)
    jobs.end()
    for job in ["/job/1", "/job/2", "/job/3"] {
      let late = end(&jobs, job)
      jobs.fail(.disconnected)
      #expect(await late.value == .failure(.disconnected), "\(job) was kept too long")
    }
  }

  @Test func aWaiterGetsItsOwnJobsResult() async {
    var jobs = JobTable()
    let own = end(&jobs, "/job/1")
    #expect(jobs.earliest == 100)
    jobs.take(removed("/job/2", "failed"))
    jobs.take(removed("/job/1", "canceled"))
    #expect(await own.value == .success("canceled"))
    #expect(jobs.earliest == .max)
  }

  @Test func aWaiterIsToldOfItsDeadlineAndOfTheEnd() async {
    var jobs = JobTable()
    let late = end(&jobs, "/job/1")
    jobs.expire(99)
    #expect(jobs.earliest == 100)
    jobs.expire(100)
    #expect(await late.value == .failure(.timedOut(call: "waiting for the job", after: .seconds(1))))
    let lost = end(&jobs, "/job/1")
    jobs.fail(.disconnected)
    #expect(await lost.value == .failure(.disconnected))
  }
}
