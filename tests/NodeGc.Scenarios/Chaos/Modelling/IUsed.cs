namespace NodeGc.Scenarios.Chaos.Modelling;

/// <summary>What containers use, so that the engine would refuse to remove it.</summary>
internal interface IUsed
{
    Users Users { get; }
}
