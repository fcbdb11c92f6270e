using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodeGc.Collector.Confirming;

namespace NodeGc.Agent.State;

/// <summary>
/// What the agent remembers between scans. Losing it, or finding it damaged, costs time and never data: looks are
/// counted anew and sizes measured anew.
/// </summary>
internal sealed class StateDirectory
{
    private readonly string path;

    private StateDirectory(string path) => this.path = path;

    /// <summary>Where the sizes of committed layers are remembered.</summary>
    public string SizesFile(string dataRoot) => Path.Combine(path, $"sizes-{NameOf(dataRoot)}");

    /// <summary>Where the plan of <paramref name="run"/> waits for its approval. A run's name comes from outside, so it
    /// is no part of the file's.</summary>
    public string PlanFile(string run) => Path.Combine(path, $"plan-{NameOf(run)}.json");

    /// <summary>All plans that wait.</summary>
    public IEnumerable<string> PlanFiles() => Directory.EnumerateFiles(path, "plan-*.json");

    /// <summary>Opens the directory, making it where it is missing.</summary>
    /// <exception cref="AgentException">It cannot be made.</exception>
    public static StateDirectory Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return new StateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentException(
                $"The state directory {path} cannot be made: {e.Message} Give another one with --state-dir.",
                e
            );
        }
    }

    /// <summary>The sightings of earlier scans of <paramref name="dataRoot"/>; none where the file is missing or cannot
    /// be understood.</summary>
    public Sightings ReadSightings(string dataRoot)
    {
        try
        {
            using var file = File.OpenRead(SightingsFile(dataRoot));
            var document = JsonSerializer.Deserialize(file, StateJson.Default.SightingsDocument);
            return document is { Version: SightingsDocument.Current, Sightings.IsDefault: false }
                ? ToSightings(document)
                : Sightings.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return Sightings.None;
        }
    }

    /// <summary>Replaces the file of sightings in one step.</summary>
    /// <exception cref="AgentException">It cannot be written.</exception>
    public void WriteSightings(string dataRoot, Sightings sightings)
    {
        var document = new SightingsDocument(
            SightingsDocument.Current,
            [.. sightings.ById.Values.OrderBy(sighting => sighting.Id).Select(SightingRecord.Of)]
        );
        Replace(
            SightingsFile(dataRoot),
            JsonSerializer.SerializeToUtf8Bytes(document, StateJson.Default.SightingsDocument)
        );
    }

    /// <summary>When the images of <paramref name="dataRoot"/> were used; null where there is no file, or none that can
    /// be understood: then
    /// <paramref name="damaged"/> names it.</summary>
    public UsesDocument? FindUses(string dataRoot, out string? damaged)
    {
        damaged = null;
        try
        {
            using var file = File.OpenRead(UsesFile(dataRoot));
            if (
                JsonSerializer.Deserialize(file, StateJson.Default.UsesDocument) is
                { Version: UsesDocument.Current, Uses: not null } document
            )
                return document;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Said by the name of the file, as what is no document of this version is.
        }

        damaged = UsesFile(dataRoot);
        return null;
    }

    /// <summary>Replaces the file of uses in one step.</summary>
    /// <exception cref="AgentException">It cannot be written.</exception>
    public void WriteUses(string dataRoot, UsesDocument uses) =>
        Replace(UsesFile(dataRoot), JsonSerializer.SerializeToUtf8Bytes(uses, StateJson.Default.UsesDocument));

    /// <summary>The losses that were confirmed in <paramref name="dataRoot"/>; none where the file is missing or cannot
    /// be understood.</summary>
    public ImmutableArray<ConfirmedLoss> ReadLosses(string dataRoot) =>
        FindDocument(LossesFile(dataRoot), StateJson.Default.LossesDocument)
            is { Version: LossesDocument.Current, Losses.IsDefault: false } document
            ? document.Losses
            : [];

    /// <summary>Replaces the file of confirmed losses in one step.</summary>
    /// <exception cref="AgentException">It cannot be written.</exception>
    public void WriteLosses(string dataRoot, ImmutableArray<ConfirmedLoss> losses) =>
        Replace(
            LossesFile(dataRoot),
            JsonSerializer.SerializeToUtf8Bytes(
                new LossesDocument(LossesDocument.Current, losses),
                StateJson.Default.LossesDocument
            )
        );

    /// <summary>The paths that the annotation of the NodeStorage confirms as lost.</summary>
    public ImmutableArray<string> ReadWantedLosses() =>
        FindDocument(WantedLossesFile, StateJson.Default.WantedLossesDocument)
            is { Version: WantedLossesDocument.Current, Paths.IsDefault: false } document
            ? document.Paths
            : [];

    /// <summary>Replaces what the annotation says in one step.</summary>
    /// <exception cref="AgentException">It cannot be written.</exception>
    public void WriteWantedLosses(ImmutableArray<string> paths) =>
        Replace(
            WantedLossesFile,
            JsonSerializer.SerializeToUtf8Bytes(
                new WantedLossesDocument(WantedLossesDocument.Current, paths),
                StateJson.Default.WantedLossesDocument
            )
        );

    private static T? FindDocument<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, type);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static void Replace(string file, byte[] content)
    {
        try
        {
            File.WriteAllBytes(file + ".new", content);
            File.Move(file + ".new", file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentException(
                $"{file} cannot be written: {e.Message} Free some space, or give another directory with --state-dir.",
                e
            );
        }
    }

    private static Sightings ToSightings(SightingsDocument document) =>
        new(
            document
                .Sightings.Select(record => record.ToSighting())
                .DistinctBy(sighting => sighting.Id)
                .ToImmutableDictionary(sighting => sighting.Id)
        );

    private string SightingsFile(string dataRoot) => Path.Combine(path, $"sightings-{NameOf(dataRoot)}.json");

    private string UsesFile(string dataRoot) => Path.Combine(path, $"uses-{NameOf(dataRoot)}.json");

    private string LossesFile(string dataRoot) => Path.Combine(path, $"losses-{NameOf(dataRoot)}.json");

    private string WantedLossesFile => Path.Combine(path, "losses-wanted.json");

    /// <summary>Two data roots on one node keep apart.</summary>
    private static string NameOf(string dataRoot) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataRoot)))[..16];
}
