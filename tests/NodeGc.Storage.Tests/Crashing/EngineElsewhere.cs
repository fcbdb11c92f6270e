using NodeGc.Removal.Quarantining;
using NodeGc.Storage.Tests.Sweeping;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>
/// An engine that children ask and that outlives them: it completes each request, even if the client dies,
/// and what it knows is in a file.
/// </summary>
internal sealed class EngineElsewhere(FakeEngine engine, string file)
{
    public EngineOperations Functions =>
        new(
            (name, cancellationToken) => Elsewhere(() => engine.Functions.Find(name, cancellationToken)),
            (definition, cancellationToken) => Elsewhere(() => engine.Functions.Create(definition, cancellationToken)),
            (name, cancellationToken) => Elsewhere(() => engine.Functions.Remove(name, cancellationToken))
        );

    /// <summary>Learns what children made the engine do.</summary>
    public void Refresh()
    {
        if (!File.Exists(file))
            return;
        var known = File.ReadAllLines(file).ToHashSet();
        foreach (var name in engine.Known.Keys.Except(known).ToList())
            engine.Known.Remove(name);
        foreach (var name in known)
            engine.Define(name);
    }

    private T Elsewhere<T>(Func<T> call)
    {
        _ = Processes.Signpost(DoomedChild.ElsewhereBegins);
        var answer = call();
        File.WriteAllLines(file, engine.Known.Keys);
        _ = Processes.Signpost(DoomedChild.ElsewhereEnds);
        return answer;
    }
}
