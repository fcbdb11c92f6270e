using NodeGc.Removal.Deleting;

namespace NodeGc.Storage.Tests.Deleting;

internal sealed class DeletionPaceTests
{
    private readonly SelfMovingClock time = new();

    [Test]
    public void Pauses_until_others_no_longer_wait_for_the_disk()
    {
        var pace = Pace(most: 60, 90, 75, 60.5, 60);
        pace.Take(default);
        Assert.That(pace.Paused, Is.EqualTo(TimeSpan.FromSeconds(3)));
        pace.Take(default);
        Assert.That(pace.Paused, Is.EqualTo(TimeSpan.FromSeconds(3)), "a second look within the second");
    }

    [Test]
    public void Checks_again_every_second()
    {
        var pace = Pace(most: 60, 10, 90, 20);
        pace.Take(default);
        time.Advance(TimeSpan.FromSeconds(1));
        pace.Take(default);
        Assert.That(pace.Paused, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Does_not_pause_where_nobody_knows_the_pressure()
    {
        var pace = Pace(most: 60, [null]);
        pace.Take(default);
        Assert.That(pace.Paused, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Never_pauses_without_a_bound()
    {
        var pace = Pace(most: 100, []);
        Assert.That(() => pace.Take(default), Throws.Nothing, "there is nothing to look at");
    }

    [Test]
    public void Ends_a_pause_on_request()
    {
        using var stop = new CancellationTokenSource();
        var pace = new DeletionPace(new DeletionBounds(0) { MaxIOPressurePercent = 60, FindIoPressure = Stop }, time);
        Assert.That(() => pace.Take(stop.Token), Throws.InstanceOf<OperationCanceledException>());

        double? Stop()
        {
            stop.Cancel();
            return 100;
        }
    }

    private DeletionPace Pace(int most, params double?[] pressures)
    {
        var next = new Queue<double?>(pressures);
        return new DeletionPace(
            new DeletionBounds(0) { MaxIOPressurePercent = most, FindIoPressure = next.Dequeue },
            time
        );
    }
}
