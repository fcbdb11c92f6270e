using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Reading;

namespace NodeGc.Stores.Docker.Volumes;

/// <summary>Determines who created each volume and whether its data is in its directory, from all available
/// records.</summary>
/// <param name="findings">Has the directories.</param>
/// <param name="marksAnonymous">The engine labels anonymous volumes (since 23.0): a name of 64 digits then proves
/// nothing.</param>
internal sealed class VolumeOrigin(InventoryBuilder findings, bool marksAnonymous)
{
    private const string Local = "local";

    /// <summary>Adds a record; records without a directory become volumes without one.</summary>
    public void Add(VolumeRecord record)
    {
        var builder = findings.Get(ResourceId.Volume(record.Name));
        var facts = builder.Volume ?? new VolumeFacts(IsKnown: true, IsAnonymous: false, IsLocal: false);
        builder.Volume = new VolumeFacts(
            IsKnown: true,
            IsAnonymous: facts.IsAnonymous || IsAnonymous(record),
            IsLocal: facts.IsLocal && record.Driver is "" or Local && record.Options.IsEmpty
        )
        {
            HasNameOfEngine = facts.HasNameOfEngine || HasNameOfEngine(record),
            IsRecordOnly = facts.IsRecordOnly && record.Driver is "" or Local,
        };
        VolumeReferences.AddOptions(builder, record.Options.Values);
        builder.Labels = builder.Labels.SetItems(record.Labels ?? ImmutableDictionary<string, string>.Empty);
    }

    private bool IsAnonymous(VolumeRecord record) =>
        record.Labels?.ContainsKey(VolumeRecord.AnonymousLabel) == true || (!marksAnonymous && HasNameOfEngine(record));

    private static bool HasNameOfEngine(VolumeRecord record) =>
        LayerNames.IsHex(record.Name) && record.Labels is null or { IsEmpty: true } && record.Options.IsEmpty;
}
