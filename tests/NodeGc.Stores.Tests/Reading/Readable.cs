using System.Collections.Immutable;
using NodeGc.Testing.Stores.Engines;
using NodeGc.Testing.Stores.Engines.Drivers;
using NodeGc.Testing.Stores.Engines.Plans;

namespace NodeGc.Stores.Tests.Reading;

/// <summary>The drivers and eras that are read.</summary>
internal static class Readable
{
    public static ImmutableArray<(string Driver, EngineEra Era)> All { get; } =
    [.. from driver in DriverLayout.All from era in EngineEras.All select (driver.Name, era)];

    /// <summary>The plan of a readable store that follows from a seed.</summary>
    public static StorePlan Plan(int seed)
    {
        var random = new Random(seed);
        var (driver, era) = All[random.Next(All.Length)];
        return StorePlan.Random(driver, era, random);
    }
}
