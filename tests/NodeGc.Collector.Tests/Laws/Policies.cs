using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>Random policies, from "never" to "everything at once".</summary>
internal static class Policies
{
    public static Gen<CleanupPolicy> Random =>
        from layers in Class
        from volumes in Class
        from stores in Class
        from debris in Class
        from storeNames in Gen.SubListOf("aufs", "vfs", "btrfs", "overlay2")
        from scope in Gen.Elements(Enum.GetValues<VolumeScope>())
        from protect in Pins
        from limits in Limits
        select new CleanupPolicy
        {
            Layers = layers,
            Volumes = volumes,
            VolumeScope = scope,
            Stores = stores,
            StoreNames = [.. storeNames],
            Debris = debris,
            Protect = protect,
            Limits = limits,
        };

    public static Gen<Protection> Pins =>
        from images in Sometimes(["app*"], ["app1*", "*:latest"])
        from volumes in Sometimes(["v1"], ["nothing", "v?"])
        from labels in Sometimes(["keep"], ["keep=no", "keep=yes"])
        select new Protection
        {
            Images = images,
            Volumes = volumes,
            Labels = labels,
        };

    private static Gen<ImmutableArray<string>> Sometimes(params ImmutableArray<string>[] patterns) =>
        Gen.Frequency((3, Gen.Constant(ImmutableArray<string>.Empty)), (1, Gen.Elements(patterns)));

    private static Gen<Limits> Limits =>
        Gen.Frequency(
            (2, Gen.Constant(Collector.Policies.Limits.None)),
            (
                2,
                from bytes in Gen.Frequency(
                    (1, Gen.Constant(0L)),
                    (9, Gen.Elements(20_000_000, 60_000_000, long.MaxValue))
                )
                from items in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Elements(1, 3, int.MaxValue)))
                from percent in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Elements(10, 50, 100)))
                select new Limits(new Bytes(bytes), items, percent, TimeSpan.FromMinutes(30), 500)
            )
        );

    private static Gen<ClassPolicy?> Class =>
        Gen.Frequency(
            (1, Gen.Constant<ClassPolicy?>(null)),
            (
                7,
                from minAge in Gen.Frequency(
                    (9, Gen.Elements(TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromDays(7))),
                    (1, Gen.Constant(TimeSpan.MaxValue))
                )
                from confirmations in Gen.Choose(0, 3)
                from interval in Gen.Elements(TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10))
                select (ClassPolicy?)new ClassPolicy(minAge, confirmations, interval)
            )
        );
}
