using FsCheck;
using FsCheck.Fluent;
using NodeGc.Stores.Tests.Reading;
using NodeGc.Testing.Stores.Engines.Plans;

namespace NodeGc.Stores.Tests.Laws;

/// <summary>Random stores of every driver and era that is read; a failure shrinks to the fewest steps.</summary>
public static class StorePlans
{
    public static Gen<StorePlan> Random => from seed in Gen.Choose(0, int.MaxValue) select Readable.Plan(seed);

    public static Arbitrary<StorePlan> Plans() => Arb.From(Random, plan => plan.Smaller());
}
