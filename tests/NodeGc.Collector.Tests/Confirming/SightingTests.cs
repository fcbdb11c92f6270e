using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Tests.Confirming;

public sealed class SightingTests
{
    [TestCase(1, 60, false, Description = "one look proves nothing, however long ago")]
    [TestCase(2, 9, false, Description = "two looks within one interval count as one")]
    [TestCase(2, 10, true)]
    [TestCase(9, 9, false, Description = "many looks within one interval count as one")]
    public void Two_scans_confirm_when_an_interval_lies_between_them(int scans, int minutes, bool confirms) =>
        Assert.That(Seen(scans, TimeSpan.FromMinutes(minutes)).Confirms(Node.Hourly), Is.EqualTo(confirms));

    [TestCase(3, 19, false)]
    [TestCase(3, 20, true)]
    [TestCase(2, 20, false)]
    public void Three_scans_span_two_intervals(int scans, int minutes, bool confirms) =>
        Assert.That(
            Seen(scans, TimeSpan.FromMinutes(minutes)).Confirms(Node.Hourly with { Confirmations = 3 }),
            Is.EqualTo(confirms)
        );

    [Test]
    public void Says_which_scan_can_confirm_it_at_the_earliest() =>
        Assert.That(
            Seen(1, TimeSpan.Zero).ConfirmableAt(Node.Hourly with { Confirmations = 3 }),
            Is.EqualTo(Node.Now.AddMinutes(20))
        );

    [Test]
    public void An_interval_without_end_confirms_never()
    {
        var never = Node.Hourly with { ConfirmationInterval = TimeSpan.MaxValue };
        Assert.That(Seen(9, TimeSpan.FromDays(999)).Confirms(never), Is.False);
        Assert.That(Seen(9, TimeSpan.Zero).ConfirmableAt(never), Is.EqualTo(DateTimeOffset.MaxValue));
    }

    private static Sighting Seen(int scans, TimeSpan span) =>
        new(Id("data"), new Fingerprint(8, 1, 42), Node.Now - span, Node.Now, scans);
}
