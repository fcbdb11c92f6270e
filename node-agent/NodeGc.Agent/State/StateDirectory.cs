using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodeGc.Collector.Confirming;
using NodeGc.Host.Linux;

namespace NodeGc.Agent.State;

/// <summary>
/// What the agent stores between scans. Losing it costs time but never data: scans are counted from zero and sizes
/// are measured again.
/// </summary>
internal sealed class StateDirectory
{
    private readonly string path;

    private StateDirectory(string path) => this.path = path;

    /// <summary>The file with the sizes of committed layers.</summary>
    public string SizesFile(string dataRoot) => Path.Combine(path, $"sizes-{NameOf(dataRoot)}");

    /// <summary>The file in which the plan of <paramref name="run"/> waits for approval. The run's name comes from
    /// outside, so the file name is a hash of it.</summary>
    public string PlanFile(string run) => Path.Combine(path, $"plan-{NameOf(run)}.json");

    /// <summary>All stored plans.</summary>
    public IEnumerable<string> PlanFiles() => Directory.EnumerateFiles(path, "plan-*.json");

    /// <summary>Opens the directory, creating it if necessary.</summary>
    /// <exception cref="AgentException">It cannot be created.</exception>
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
                $"Cannot create the state directory {path} (use --state-dir to choose another): {e.Message}",
                e
            );
        }
    }

    /// <summary>The sightings of earlier scans of <paramref name="dataRoot"/>; none if the file is missing or
    /// unreadable.</summary>
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

    /// <summary>Replaces the file of sightings atomically.</summary>
    /// <exception cref="AgentException">It cannot be written.</exception>
    public void WriteSightings(string dataRoot, Sightings sightings)
    {
        var document = new SightingsDocument(
            SightingsDocument.Current,
            [.. sightings.ById.Values.OrderBy(sighting => sighting.Id).Select(SightingRecord.From)]
        );
        Replace(
            SightingsFile(dataRoot),
            JsonSerializer.SerializeToUtf8Bytes(document, StateJson.Default.SightingsDocument)
        );
    }

    /// <summary>When the images of <paramref name="dataRoot"/> were used; null if there is no file or it is unreadable,
    /// in which case <paramref name="damaged"/> is its path.</summary>
    public ImageUsageDocument? FindUses(string dataRoot, out string? damaged)
    {
        damaged = null;
        try
        {
            using var file = File.OpenRead(UsesFile(dataRoot));
            if (
                JsonSerializer.Deserialize(file, StateJson.Default.ImageUsageDocument) is
                { Version: ImageUsageDocument.Current, Uses: not null } document
            )
                return document;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Reported by the path of the file, like a document of another version.
        }

        damaged = UsesFile(dataRoot);
        return null;
    }

    /// <summary>Replaces the file of image usage atomically.</summary>
    /// <exception cref="AgentException">It cannot be written.</exception>
    public void WriteUses(string dataRoot, ImageUsageDocument uses) =>
        Replace(UsesFile(dataRoot), JsonSerializer.SerializeToUtf8Bytes(uses, StateJson.Default.ImageUsageDocument));

    /// <summary>The losses that were confirmed in <paramref name="dataRoot"/>; none if the file is missing or
    /// unreadable.</summary>
    public ImmutableArray<ConfirmedLoss> ReadLosses(string dataRoot) =>
        FindDocument(LossesFile(dataRoot), StateJson.Default.LossesDocument)
            is { Version: LossesDocument.Current, Losses.IsDefault: false } document
            ? document.Losses
            : [];

    /// <summary>Replaces the file of confirmed losses atomically.</summary>
    /// <exception cref="AgentException">It cannot be written.</exception>
    public void WriteLosses(string dataRoot, ImmutableArray<ConfirmedLoss> losses) =>
        Replace(
            LossesFile(dataRoot),
            JsonSerializer.SerializeToUtf8Bytes(
                new LossesDocument(LossesDocument.Current, losses),
                StateJson.Default.LossesDocument
            )
        );

    /// <summary>The paths of the losses that the annotation of the NodeStorage confirms.</summary>
    public ImmutableArray<string> ReadWantedLosses() =>
        FindDocument(WantedLossesFile, StateJson.Default.WantedLossesDocument)
            is { Version: WantedLossesDocument.Current, Paths.IsDefault: false } document
            ? document.Paths
            : [];

    /// <summary>Replaces the file of annotated losses atomically.</summary>
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
            AtomicFile.Replace(file, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentException(
                $"Cannot write {file} (free some space, or use --state-dir to choose another directory): {e.Message}",
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

    /// <summary>Data roots of one node have separate files.</summary>
    private static string NameOf(string dataRoot) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataRoot)))[..16];
}
