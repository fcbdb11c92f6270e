using System.Collections.Immutable;
using NodeGc.Testing.Stores.Engines.Drivers;

namespace NodeGc.Testing.Stores.Engines.Plans;

/// <summary>A store in the abstract: which engine it is of and what was added to it, step by step. Any steps make a
/// sound store, so a plan stays one when steps are taken away.</summary>
public sealed record StorePlan(string Driver, EngineEra Era, ImmutableArray<StoreStep> Steps)
{
    private const int MostSteps = 24;

    /// <summary>Common things come more often, so that uncommon ones have something to stand upon.</summary>
    private static readonly StepKind[] Kinds =
    [
        .. Enum.GetValues<StepKind>(),
        .. Enum.GetValues<StepKind>().Where(kind => kind < StepKind.RemovingLayer),
        StepKind.Layer,
        StepKind.Layer,
        StepKind.Layer,
        StepKind.Container,
        StepKind.Container,
        StepKind.NamedImage,
        StepKind.Orphan,
    ];

    /// <summary>The plan that follows from a seed; the same one forever.</summary>
    public static StorePlan Random(int seed)
    {
        var random = new Random(seed);
        var driver = DriverLayout.All[random.Next(DriverLayout.All.Length)].Name;
        var era = EngineEras.All[random.Next(EngineEras.All.Count)];
        return Random(driver, era, random);
    }

    /// <summary>A plan for one driver and era.</summary>
    public static StorePlan Random(string driver, EngineEra era, Random random)
    {
        var count = random.Next(2, MostSteps);
        return new StorePlan(
            driver,
            era,
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(_ => new StoreStep(Kinds[random.Next(Kinds.Length)], random.Next(1000), random.Next(1000))),
            ]
        );
    }

    /// <summary>Plans with less in them, the least first.</summary>
    public IEnumerable<StorePlan> Smaller()
    {
        if (Steps.Length > 3)
            yield return this with
            {
                Steps = Steps[..(Steps.Length / 2)],
            };
        if (Steps.Length > 3)
            yield return this with
            {
                Steps = Steps[(Steps.Length / 2)..],
            };
        foreach (var step in Steps)
            yield return this with
            {
                Steps = Steps.Remove(step),
            };
    }

    /// <summary>The store that it plans.</summary>
    public EngineStore Build() => new PlanCarrier(new EngineStore(Driver, Era)).CarryOut(Steps);

    /// <inheritdoc/>
    public override string ToString() => $"{Driver}, {Era}: {string.Join(' ', Steps)}";
}
