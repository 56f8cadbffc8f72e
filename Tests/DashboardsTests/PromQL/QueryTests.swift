import Testing

struct QueryTests {
  @Test func selectorsAndWhatIsAroundThem() {
    let query = Query(
      #"""
      sum by (job, name) (rate(a_total{job=~"$job",x!="\"}"}[$__rate_interval])) # {not_one}
        / on (name) group_left (image) max without (cgroup) (b:c{}) > bool 0.5e3 or d offset 5m unless -Inf
      """#)
    #expect(query.fault == nil)
    #expect(query.selectors.map(\.name) == ["a_total", "b:c", "d"])
    #expect(
      query.selectors[0].matchers == [
        .init(label: "job", comparison: "=~", value: "$job"), .init(label: "x", comparison: "!=", value: "\"}"),
      ])
    #expect(query.selectors.map(\.range) == ["$__rate_interval", nil, nil])
    #expect(query.selectors.map(\.function) == ["rate", "max", nil])
    #expect(
      query.groupings == [
        .init(word: "by", labels: ["job", "name"]), .init(word: "on", labels: ["name"]),
        .init(word: "group_left", labels: ["image"]), .init(word: "without", labels: ["cgroup"]),
      ])
  }

  @Test(arguments: ["sum(a", "a)", "{job=\"x\"}", "a{job}", "a{x=\"", "a[5m", "1 + 2", "a § b", "sum by x (a)"])
  func whatCannotBeReadIsAFault(_ text: String) { #expect(Query(text).fault != nil) }

  @Test func labelsBehindAnAggregation() {
    let query = Query("topk(5, a) + sum(b{c=\"d\"}) by (e)")
    #expect(query.names == ["a", "b"])
    #expect(query.groupings == [.init(word: "by", labels: ["e"])])
    #expect(query.selectors.map(\.function) == ["topk", "sum"])
  }
}
