namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Something that users of an engine do.</summary>
internal interface ILoadAction
{
    /// <summary>Does it once, if there is something to do it with.</summary>
    void Do(LoadWorker load);
}
