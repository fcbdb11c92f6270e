using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.BadInput;

/// <summary>One thing that is wrong with a store.</summary>
/// <param name="Name">Completes "keeps everything where …".</param>
/// <param name="Do">Makes it wrong.</param>
/// <param name="Kind">The doubt that must name it.</param>
/// <param name="Subject">A part of the path that the doubt must name.</param>
internal sealed record Damage(string Name, Action<StoreCopy> Do, string Kind, string Subject)
{
    /// <summary>What is collected: a class that the damaged thing could own.</summary>
    public string Collect { get; init; } = PolicyTexts.Layers;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
