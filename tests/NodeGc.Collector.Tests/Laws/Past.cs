using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>What earlier scans may have seen of the same directories.</summary>
internal static class Past
{
    public static Gen<Sightings> Generate(ImmutableArray<Resource> resources) =>
        from seen in Gen.CollectToArray(resources.Where(resource => resource.IsCandidate), Sighting)
        select new Sightings(seen.OfType<Sighting>().ToImmutableDictionary(sighting => sighting.Id));

    private static Gen<Sighting?> Sighting(Resource candidate) =>
        from scans in Gen.Frequency(
            (1, Gen.Constant(0)),
            (1, Gen.Constant(1)),
            (2, Gen.Constant(2)),
            (16, Gen.Constant(5))
        )
        from span in Gen.Frequency(
            (1, Gen.Elements(TimeSpan.Zero, TimeSpan.FromSeconds(4.9), TimeSpan.FromSeconds(5))),
            (12, Gen.Elements(TimeSpan.FromMinutes(10), TimeSpan.FromHours(2), TimeSpan.FromDays(1)))
        )
        from isAnother in Gen.Frequency((19, Gen.Constant(false)), (1, Gen.Constant(true)))
        let print = candidate.Directory!.Fingerprint
        select scans == 0
            ? null
            : new Sighting(
                candidate.Id,
                isAnother ? print with { Inode = print.Inode + 5000 } : print,
                World.Now - (scans == 1 ? TimeSpan.Zero : span),
                World.Now,
                scans
            );
}
