namespace NodeGc.Testing.Stores.Engines.Plans;

/// <summary>One step of a <see cref="StorePlan"/>.</summary>
/// <param name="Kind">What it adds.</param>
/// <param name="Which">On which of the things made before, counted round and round.</param>
/// <param name="Variant">Which of the shapes that such a thing may have, counted round and round.</param>
public readonly record struct StoreStep(StepKind Kind, int Which, int Variant)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}({Which}, {Variant})";
}
