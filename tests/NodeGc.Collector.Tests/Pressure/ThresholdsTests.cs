using NodeGc.Collector.Pressure;

namespace NodeGc.Collector.Tests.Pressure;

internal sealed class ThresholdsTests
{
    private static readonly Thresholds Both = new(new Threshold(85, 75), new Threshold(90, 80));

    [TestCase(84, 89, false)]
    [TestCase(85, 10, true)]
    [TestCase(10, 90, true)]
    public void One_threshold_at_high_is_enough_to_begin(int bytes, int inodes, bool begins) =>
        Assert.That(Both.IsReached(At(bytes, inodes)), Is.EqualTo(begins));

    [TestCase(75, 80, true)]
    [TestCase(76, 10, false)]
    [TestCase(10, 81, false)]
    public void All_thresholds_have_to_be_at_low_to_stop(int bytes, int inodes, bool stops) =>
        Assert.That(Both.IsLow(At(bytes, inodes)), Is.EqualTo(stops));

    [Test]
    public void Nothing_has_to_be_removed_between_low_and_high_unless_it_has_begun()
    {
        Assert.That(Both.TargetFor(At(80, 85)).IsMet, Is.True);
        Assert.That(
            (Both with { HasBegun = true }).TargetFor(At(80, 85)).Amount,
            Is.EqualTo(new Extent(new Bytes(5), 5))
        );
    }

    [Test]
    public void What_has_to_be_removed_is_counted_down_to_low() =>
        Assert.That(Both.TargetFor(At(95, 50)).Amount, Is.EqualTo(new Extent(new Bytes(20), 0)));

    [TestCase(9, true, false)]
    [TestCase(10, false, false)]
    [TestCase(29, false, false)]
    [TestCase(30, false, true)]
    public void Free_bytes_begin_below_low_and_stop_at_high(int free, bool begins, bool stops)
    {
        var when = new Thresholds(null, null) { Free = new FreeThreshold(new Bytes(10), new Bytes(30)) };
        var now = At(100 - free, 99);
        Assert.That((when.IsReached(now), when.IsLow(now)), Is.EqualTo((begins, stops)));
        Assert.That(
            (when with { HasBegun = true }).TargetFor(now).Amount.Bytes,
            Is.EqualTo(new Bytes(Math.Max(0, 30 - free)))
        );
    }

    [Test]
    public void Beside_a_percentage_the_larger_target_counts()
    {
        var when = new Thresholds(new Threshold(85, 75), null)
        {
            Free = new FreeThreshold(new Bytes(10), new Bytes(30)),
        };
        Assert.That(when.TargetFor(At(95, 0)).Amount.Bytes, Is.EqualTo(new Bytes(25)));
        Assert.That(when.IsLow(At(73, 0)), Is.False, "27 are free, and 30 are wanted");
        Assert.That(
            when.AgainstHigh(At(95, 0)),
            Is.EqualTo(
                "disk usage 95% has reached the high threshold of 85%, 5 B free is below the low threshold of 10 B"
            )
        );
        Assert.That(
            when.AgainstLow(At(60, 0)),
            Is.EqualTo(
                "disk usage 60% is not above the low threshold of 75%, "
                    + "40 B free is not below the high threshold of 30 B"
            )
        );
        Assert.That(when.TargetFor(At(95, 0)).KeepReason, Is.EqualTo("not needed to reach disk usage 75%, 30 B free"));
    }

    [Test]
    public void With_what_has_to_be_removed_gone_it_is_low()
    {
        var now = new Fullness(new Bytes(912_345), new Bytes(77_123), 1, 1);
        Assert.That(Both.IsLow(now.Without(Both.TargetFor(now).Amount)), Is.True);
    }

    [Test]
    public void What_can_be_evicted_need_not_be_found() =>
        Assert.That(
            (Both with { Evictable = new Extent(new Bytes(15), 0) }).TargetFor(At(95, 50)).Amount.Bytes,
            Is.EqualTo(new Bytes(5))
        );

    [Test]
    public void A_filesystem_without_a_bound_of_inodes_is_never_full_of_them()
    {
        var now = new Fullness(new Bytes(1), new Bytes(1), 0, 0);
        Assert.That(
            (
                new Thresholds(null, new Threshold(1, 0)).IsReached(now),
                new Thresholds(null, new Threshold(1, 0)).IsLow(now)
            ),
            Is.EqualTo((false, true))
        );
        Assert.That(
            Both.AgainstHigh(now),
            Is.EqualTo("disk usage 50% is below the high threshold of 85%, the filesystem has no inode limit")
        );
    }

    [Test]
    public void Use_is_rounded_up_as_df_does() =>
        Assert.That(new Fullness(new Bytes(8001), new Bytes(1999), 0, 0).DiskPercent, Is.EqualTo(81));

    [Test]
    public void The_largest_filesystem_does_not_overflow()
    {
        var huge = new Fullness(new Bytes(long.MaxValue - 1), new Bytes(1), 0, 0);
        Assert.That(huge.DiskPercent, Is.EqualTo(100));
        Assert.That(Both.TargetFor(huge).Amount.Bytes, Is.GreaterThan(Bytes.Zero));
    }

    [Test]
    public void Says_how_full_it_is_against_what()
    {
        Assert.That(
            Both.AgainstHigh(At(91, 12)),
            Is.EqualTo(
                "disk usage 91% has reached the high threshold of 85%, "
                    + "inode usage 12% is below the high threshold of 90%"
            )
        );
        Assert.That(
            new Thresholds(new Threshold(85, 75), null).AgainstLow(At(74, 99)),
            Is.EqualTo("disk usage 74% is not above the low threshold of 75%")
        );
    }

    private static Fullness At(int bytes, int inodes) =>
        new(new Bytes(bytes), new Bytes(100 - bytes), inodes, 100 - inodes);
}
