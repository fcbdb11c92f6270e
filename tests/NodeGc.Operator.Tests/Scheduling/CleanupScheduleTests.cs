using NodeGc.Api.Cleanups;
using NodeGc.Operator.Scheduling;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Scheduling;

/// <summary>Due times through clock changes, leap years, weekdays and windows.</summary>
internal sealed class CleanupScheduleTests
{
    [TestCase("0 3 * * *", "Etc/UTC", "2026-03-01T12:00:00Z", "2026-03-02T03:00:00Z")]
    [TestCase("@daily", "Etc/UTC", "2026-03-01T12:00:00Z", "2026-03-02T00:00:00Z")]
    [TestCase("*/20 8-10 * JAN-MAR MON,FRI", "Etc/UTC", "2026-03-06T08:20:00Z", "2026-03-06T08:40:00Z")]
    [TestCase("0 3 * * *", "Asia/Kolkata", "2026-03-01T12:00:00Z", "2026-03-01T21:30:00Z")]
    [TestCase("0 0 29 2 *", "Etc/UTC", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z", TestName = "A leap year")]
    [TestCase(
        "30 2 * * *",
        "Europe/Berlin",
        "2026-03-28T12:00:00Z",
        "2026-03-29T01:00:00Z",
        TestName = "A time that the clock skips is due right after the gap"
    )]
    [TestCase(
        "30 2 * * *",
        "Europe/Berlin",
        "2026-10-25T00:30:00Z",
        "2026-10-26T01:30:00Z",
        TestName = "A time that the clock shows twice is due once"
    )]
    [TestCase(
        "*/30 * * * *",
        "Europe/Berlin",
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:00:00Z",
        TestName = "An interval goes on through the hour that the clock shows twice"
    )]
    public void Knows_the_next_due_time(string cron, string zone, string now, string next) =>
        Assert.That(Schedule(cron, zone).FindNext(At(now)), Is.EqualTo(At(next)));

    [TestCase("* * * * *", "2026-02-01T00:00:00Z", "2026-03-01T12:00:00Z")]
    [TestCase("0 3 * * *", "2026-02-01T00:00:00Z", "2026-03-01T03:00:00Z")]
    [TestCase("0 3 1 1 *", "2020-01-01T00:00:00Z", "2026-01-01T03:00:00Z")]
    [TestCase("0 0 29 2 *", "2010-01-01T00:00:00Z", "2024-02-29T00:00:00Z")]
    [TestCase("0 3 * * *", "2026-03-01T03:00:00Z", null)]
    [TestCase("0 3 * * *", "2026-03-01T02:59:59Z", "2026-03-01T03:00:00Z")]
    public void Knows_the_last_due_time_since(string cron, string start, string? last) =>
        Assert.That(
            Schedule(cron).FindLast(At(start), At("2026-03-01T12:00:00Z")),
            Is.EqualTo(last is null ? null : At(last))
        );

    [Test]
    public void Counts_only_the_weekdays_in_its_time_zone()
    {
        var schedule = CleanupSchedule.Find(
            Spec("0 3 * * *", "Asia/Tokyo") with
            {
                Days = [WeekDay.Sun, WeekDay.Mon],
            }
        )!;

        Assert.Multiple(() =>
        {
            // 3:00 on Monday in Tokyo.
            Assert.That(schedule.FindNext(At("2026-03-01T12:00:00Z")), Is.EqualTo(At("2026-03-01T18:00:00Z")));
            Assert.That(schedule.FindNext(At("2026-03-01T18:00:00Z")), Is.EqualTo(At("2026-03-07T18:00:00Z")));
            Assert.That(schedule.Expression, Is.EqualTo("0 3 * * * on Mon,Sun Asia/Tokyo"));
        });
    }

    [TestCase("2h", "2026-03-01T05:00:00Z")]
    [TestCase("36h", "2026-03-02T03:00:00Z", TestName = "A window ends at the next due time at the latest")]
    [TestCase(null, "2026-03-02T03:00:00Z")]
    public void Knows_when_nodes_may_no_longer_start(string? window, string end) =>
        Assert.That(
            CleanupSchedule.Find(Spec("0 3 * * *") with { Window = window })!.FindEnd(At("2026-03-01T03:00:00Z")),
            Is.EqualTo(At(end))
        );

    [TestCase("0 3 31 2 *", "Etc/UTC", "spec.schedule", "is never due")]
    [TestCase("0 25 * * *", "Etc/UTC", "spec.schedule", "is not a schedule")]
    [TestCase("0 3 * *", "Etc/UTC", "spec.schedule", "is not a schedule")]
    [TestCase("0 0 3 * * *", "Etc/UTC", "spec.schedule", "is not a schedule")]
    [TestCase("@fortnightly", "Etc/UTC", "spec.schedule", "is not a schedule")]
    [TestCase("0 3 * * *", "CEST2", "spec.timeZone", "IANA")]
    public void Refuses_what_it_does_not_understand(string cron, string zone, string field, string message)
    {
        var problem = ScheduleRules.Check(Spec(cron, zone), Given.Now).Single();

        Assert.That((problem.Field, problem.ToString()), Is.EqualTo((field, problem.ToString())));
        Assert.That(problem.ToString(), Does.Contain(message));
    }

    [Test]
    public void Refuses_weekdays_on_which_it_is_never_due() =>
        Assert.That(
            ScheduleRules.Check(Spec("0 3 * * SUN") with { Days = [WeekDay.Mon] }, Given.Now).Single().ToString(),
            Does.Contain("is never due on Mon")
        );

    private static CleanupSchedule Schedule(string cron, string zone = "Etc/UTC") =>
        CleanupSchedule.Find(Spec(cron, zone))!;

    private static NodeStorageCleanupSpec Spec(string cron, string zone = "Etc/UTC") =>
        Given.Cleanup("nightly").Spec with
        {
            Schedule = cron,
            TimeZone = zone,
        };

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
