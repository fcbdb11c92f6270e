using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodeGc.Docker.Transport;

namespace NodeGc.Docker;

/// <summary>
/// Asks the Docker engine what it knows and has it remove things, over its unix socket. Every method throws
/// <see cref="DockerException"/> when the engine cannot be reached or its answer is no proper one: a list is complete
/// or an error.
/// </summary>
public sealed class DockerClient : IDisposable
{
    private readonly DockerClientOptions options;
    private readonly EngineConnection connection;
    private readonly Lazy<EngineCommands> commands;

    private DockerClient(DockerClientOptions options, EngineConnection connection, ApiVersion version)
    {
        (this.options, this.connection, Version) = (options, connection, version);
        commands = new(() => connection.CommandsOf(version, options.Timeout));
    }

    /// <summary>The API version both sides speak. An engine replaced by another release later needs a new
    /// client.</summary>
    public ApiVersion Version { get; }

    /// <summary>The process that listens on the socket, as this process numbers it; 0 where it lies in another process
    /// namespace.</summary>
    public int PeerProcess => connection.PeerProcess;

    /// <summary>Connects and agrees on a version.</summary>
    public static async Task<DockerClient> ConnectAsync(
        DockerClientOptions options,
        CancellationToken cancellationToken
    )
    {
        var connection = new EngineConnection(options.SocketPath);
        try
        {
            var version = await VersionNegotiation.AgreeAsync(connection, options.Timeout, cancellationToken);
            return new DockerClient(options, connection, version);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken) =>
        GetAsync("version", EngineJson.Default.EngineVersion, (version, _) => version, cancellationToken);

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken) =>
        GetAsync("info", EngineJson.Default.EngineInfo, Completeness.Checked, cancellationToken);

    /// <summary>All containers, whatever they do.</summary>
    public Task<ImmutableArray<ContainerSummary>> ListContainersAsync(CancellationToken cancellationToken) =>
        ListAsync(
            "containers/json?all=1",
            EngineJson.Default.ContainerSummary,
            Completeness.Checked,
            cancellationToken
        );

    /// <returns>Null where the engine does not know it, for instance because it went since it was listed.</returns>
    public Task<ContainerDetails?> FindContainerAsync(string id, CancellationToken cancellationToken) =>
        FindAsync(
            $"containers/{PathSegment.Escape(id)}/json",
            EngineJson.Default.ContainerDetails,
            Completeness.Checked,
            cancellationToken
        );

    /// <summary>All images, intermediate and untagged ones included.</summary>
    public Task<ImmutableArray<ImageSummary>> ListImagesAsync(CancellationToken cancellationToken) =>
        ListAsync("images/json?all=1", EngineJson.Default.ImageSummary, Completeness.Checked, cancellationToken);

    /// <returns>Null where the engine does not know it, for instance because it went since it was listed.</returns>
    public Task<ImageDetails?> FindImageAsync(string id, CancellationToken cancellationToken) =>
        FindAsync(
            $"images/{PathSegment.Escape(id)}/json",
            EngineJson.Default.ImageDetails,
            Completeness.Checked,
            cancellationToken
        );

    /// <exception cref="DockerException">Also <see cref="DockerFailure.Unsupported"/> before API 1.21, which has no
    /// such question.</exception>
    public Task<VolumeList> ListVolumesAsync(CancellationToken cancellationToken) =>
        Version >= new ApiVersion(1, 21)
            ? GetAsync("volumes", EngineJson.Default.VolumeList, Completeness.Checked, cancellationToken)
            : throw TooOld("volumes", "1.21");

    /// <returns>Null where the engine does not know it, for instance because it went since it was listed.</returns>
    public Task<VolumeDetails?> FindVolumeAsync(string name, CancellationToken cancellationToken) =>
        FindAsync(
            $"volumes/{PathSegment.Escape(name)}",
            EngineJson.Default.VolumeDetails,
            Completeness.Checked,
            cancellationToken
        );

    public Task<VolumeDetails> CreateVolumeAsync(VolumeSpec volume, CancellationToken cancellationToken) =>
        commands.Value.CreateVolumeAsync(volume, cancellationToken);

    /// <summary>Removes a volume and its data, unless a container names it.</summary>
    public Task<RemoveOutcome> RemoveVolumeAsync(string name, CancellationToken cancellationToken) =>
        commands.Value.RemoveVolumeAsync(name, cancellationToken);

    /// <summary>Removes a container that does not run; its anonymous volumes stay.</summary>
    public Task<RemoveOutcome> RemoveContainerAsync(string id, CancellationToken cancellationToken) =>
        commands.Value.RemoveContainerAsync(id, cancellationToken);

    /// <summary>
    /// Removes exactly this image, unless a container or another image needs it. Untagged parents, which the engine
    /// would take along by default, stay: whether they go is for whoever asks to decide, one by one.
    /// </summary>
    /// <param name="id">Its ID, or one of its names: then only that name goes, and the image with its last one.</param>
    /// <param name="cancellationToken">Ends the waiting, not the removal.</param>
    public Task<RemoveOutcome> RemoveImageAsync(string id, CancellationToken cancellationToken) =>
        commands.Value.RemoveImageAsync(id, cancellationToken);

    /// <summary>The records of the build cache; slow before API 1.42, where the engine measures all volumes on the
    /// way.</summary>
    /// <returns>Null before API 1.39: the engine may have a build cache and cannot tell what is in it.</returns>
    public async Task<ImmutableArray<BuildCacheRecord>?> FindBuildCacheAsync(CancellationToken cancellationToken)
    {
        if (Version < new ApiVersion(1, 39))
            return null;
        var path = Version < new ApiVersion(1, 42) ? "system/df" : "system/df?type=build-cache";
        var request = Request(HttpMethod.Get, path) with { Patience = options.DiskUsageTimeout };
        return [.. await AskAsync(request, Read, cancellationToken)];

        async Task<IReadOnlyList<BuildCacheRecord>> Read(EngineAnswer answer) =>
            Completeness.Checked(await answer.ReadAsync(EngineJson.Default.DiskUsage, cancellationToken), Version);
    }

    /// <summary>Removes exactly this record of the build cache, unless a build or another record needs it.</summary>
    /// <exception cref="DockerException">Also <see cref="DockerFailure.Unsupported"/> before API 1.39, which has no
    /// such call.</exception>
    public Task<RemoveOutcome> RemoveBuildCacheAsync(string id, CancellationToken cancellationToken)
    {
        if (Version < new ApiVersion(1, 39))
            throw TooOld("single records of the build cache", "1.39");
        if (!IsRecordId(id))
            throw new DockerException(
                DockerFailure.BadName,
                $"'{id}' is not the ID of a build-cache record: 25 letters and digits."
            );
        var filters = Uri.EscapeDataString($"{{\"id\":{{\"{JsonEncodedText.Encode(id)}\":true}}}}");
        var request = Request(HttpMethod.Post, $"build/prune?all=1&filters={filters}") with
        {
            Patience = options.DiskUsageTimeout,
        };
        return AskAsync(request, Read, cancellationToken);

        async Task<RemoveOutcome> Read(EngineAnswer answer) =>
            (await answer.ReadAsync(EngineJson.Default.PrunedCache, cancellationToken)).CachesDeleted?.Contains(id)
            == true
                ? new RemoveOutcome.Removed()
                : new RemoveOutcome.InUse("a build or another record of the cache needs it, or it is gone already");
    }

    /// <summary>What happens in the engine from now on, until the caller cancels or the engine ends, which is an
    /// ordinary end.</summary>
    public IAsyncEnumerable<EngineEvent> ReadEventsAsync(CancellationToken cancellationToken) =>
        ReadEventsAsync(since: null, cancellationToken);

    /// <summary>The same, and before it what the engine still remembers from <paramref name="since"/> on: the last 256
    /// events since it was started.</summary>
    public IAsyncEnumerable<EngineEvent> ReadEventsAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var path = since is { } from
            ? string.Create(CultureInfo.InvariantCulture, $"events?since={from.ToUnixTimeSeconds()}")
            : "events";
        return EventStream.ReadAsync(connection, Request(HttpMethod.Get, path), Version, cancellationToken);
    }

    public void Dispose()
    {
        if (commands.IsValueCreated)
            commands.Value.Dispose();
        connection.Dispose();
    }

    private Task<T> GetAsync<T>(
        string path,
        JsonTypeInfo<T> type,
        Func<T, ApiVersion, T> check,
        CancellationToken cancellationToken
    )
        where T : class =>
        AskAsync(
            Request(HttpMethod.Get, path),
            async answer => check(await answer.ReadAsync(type, cancellationToken), Version),
            cancellationToken
        );

    private Task<ImmutableArray<T>> ListAsync<T>(
        string path,
        JsonTypeInfo<T> type,
        Func<T, ApiVersion, T> check,
        CancellationToken cancellationToken
    )
        where T : class =>
        AskAsync(
            Request(HttpMethod.Get, path),
            answer => answer.ReadListAsync(type, item => check(item, Version), cancellationToken),
            cancellationToken
        );

    private Task<T?> FindAsync<T>(
        string path,
        JsonTypeInfo<T> type,
        Func<T, ApiVersion, T> check,
        CancellationToken cancellationToken
    )
        where T : class
    {
        return connection.AskAsync(Request(HttpMethod.Get, path), Read, cancellationToken);

        async Task<T?> Read(EngineAnswer answer) =>
            answer.Status switch
            {
                HttpStatusCode.OK => check(await answer.ReadAsync(type, cancellationToken), Version),
                HttpStatusCode.NotFound => null,
                _ => throw await answer.RefusedAsync(cancellationToken),
            };
    }

    private Task<T> AskAsync<T>(
        EngineRequest request,
        Func<EngineAnswer, Task<T>> read,
        CancellationToken cancellationToken
    ) =>
        connection.AskAsync(
            request,
            async answer => answer.IsSuccess ? await read(answer) : throw await answer.RefusedAsync(cancellationToken),
            cancellationToken
        );

    private EngineRequest Request(HttpMethod method, string path) => new(method, $"v{Version}/{path}", options.Timeout);

    private DockerException TooOld(string what, string since) =>
        new(
            DockerFailure.Unsupported,
            $"The Docker engine at {options.SocketPath} speaks API {Version}; {what} can be asked for since {since}."
        );

    /// <summary>The engine takes the ID for a pattern and removes every record that it fits: only a whole one fits one
    /// record.</summary>
    private static bool IsRecordId(string id) =>
        id.Length == 25 && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));
}
