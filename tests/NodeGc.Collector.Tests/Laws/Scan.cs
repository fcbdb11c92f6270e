using FsCheck;
using FsCheck.Fluent;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>One scan of a series, and what it finds of one directory.</summary>
/// <param name="Gap">Time since the scan before; less than zero where the clock was set back.</param>
/// <param name="Finding">What the scan finds.</param>
public sealed record Scan(TimeSpan Gap, Finding Finding);

/// <summary>What a scan may find of a directory.</summary>
public enum Finding
{
    Garbage,
    Alive,
    InDoubt,
    Replaced,
    Vanished,
}

/// <summary>Random series of scans.</summary>
public static class Series
{
    public static Arbitrary<Scan[]> Scans() =>
        Arb.From(
            Gen.ArrayOf(
                from minutes in Gen.Elements(-3, 0, 1, 5, 10, 10, 30)
                from finding in Gen.Frequency(
                    (8, Gen.Constant(Finding.Garbage)),
                    (2, Gen.Elements(Enum.GetValues<Finding>()))
                )
                select new Scan(TimeSpan.FromMinutes(minutes), finding)
            )
        );
}
