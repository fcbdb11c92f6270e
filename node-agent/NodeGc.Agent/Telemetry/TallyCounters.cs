using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Telemetry;
using Prometheus;

namespace NodeGc.Agent.Telemetry;

/// <summary>Two counters by class: the number of items, and their bytes.</summary>
internal sealed class TallyCounters
{
    private readonly Counter items;
    private readonly Counter bytes;

    /// <param name="set">The metrics of the process.</param>
    /// <param name="name">What became of the items: <c>quarantined</c>.</param>
    /// <param name="help">The same in a sentence, after "Bytes".</param>
    public TallyCounters(MetricSet set, string name, string help)
    {
        items = set.CreateCounter($"nodegc_agent_{name}_items_total", $"Items {help}, by class.", "class");
        bytes = set.CreateCounter($"nodegc_agent_{name}_bytes_total", $"Bytes {help}, by class.", "class");
        foreach (var known in Enum.GetValues<CollectedClass>())
            Add(known, Tally.Zero);
    }

    public void Add(CollectedClass about, Tally amount)
    {
        items.WithLabels(FieldWord.For(about)).Inc(amount.Items);
        bytes.WithLabels(FieldWord.For(about)).Inc(amount.Bytes);
    }
}
