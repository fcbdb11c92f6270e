using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodeGc.Docker.Transport;

namespace NodeGc.Docker;

/// <summary>
/// Client for the Docker Engine API over its unix socket. Every method throws <see cref="DockerException"/> if the
/// engine cannot be reached or its answer is malformed: a list is complete or an error.
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

    /// <summary>The API version that both sides support. An engine that is replaced by another release needs a new
    /// client.</summary>
    public ApiVersion Version { get; }

    /// <summary>The listening process in this process's pid namespace; 0 if it is in another one.</summary>
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

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken) =>
        GetAsync("info", EngineJson.Default.EngineInfo, Completeness.Checked, cancellationToken);

    /// <summary>All containers in any state.</summary>
    public Task<ImmutableArray<ContainerSummary>> ListContainersAsync(CancellationToken cancellationToken) =>
        ListAsync(
            "containers/json?all=1",
            EngineJson.Default.ContainerSummary,
            Completeness.Checked,
            cancellationToken
        );

    /// <returns>Null if the engine does not know it, for example because it was removed since it was listed.</returns>
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

    /// <returns>Null if the engine does not know it, for example because it was removed since it was listed.</returns>
    public Task<ImageDetails?> FindImageAsync(string id, CancellationToken cancellationToken) =>
        FindAsync(
            $"images/{PathSegment.Escape(id)}/json",
            EngineJson.Default.ImageDetails,
            Completeness.Checked,
            cancellationToken
        );

    /// <exception cref="DockerException">Also <see cref="DockerFailure.Unsupported"/> before API 1.21, which does not
    /// support this call.</exception>
    public Task<VolumeList> ListVolumesAsync(CancellationToken cancellationToken) =>
        Version >= new ApiVersion(1, 21)
            ? GetAsync("volumes", EngineJson.Default.VolumeList, Completeness.Checked, cancellationToken)
            : throw TooOld("listing volumes", "1.21");

    /// <returns>Null if the engine does not know it, for example because it was removed since it was listed.</returns>
    public Task<VolumeDetails?> FindVolumeAsync(string name, CancellationToken cancellationToken) =>
        FindAsync(
            $"volumes/{PathSegment.Escape(name)}",
            EngineJson.Default.VolumeDetails,
            Completeness.Checked,
            cancellationToken
        );

    public Task<VolumeDetails> CreateVolumeAsync(VolumeSpec volume, CancellationToken cancellationToken) =>
        commands.Value.CreateVolumeAsync(volume, cancellationToken);

    /// <summary>Removes a volume and its data, unless a container uses it.</summary>
    public Task<RemoveOutcome> RemoveVolumeAsync(string name, CancellationToken cancellationToken) =>
        commands.Value.RemoveVolumeAsync(name, cancellationToken);

    /// <summary>Removes a stopped container; its anonymous volumes are kept.</summary>
    public Task<RemoveOutcome> RemoveContainerAsync(string id, CancellationToken cancellationToken) =>
        commands.Value.RemoveContainerAsync(id, cancellationToken);

    /// <summary>
    /// Removes exactly this image, unless a container or another image needs it. Untagged parents, which the engine
    /// would also remove by default, are kept: the caller decides about each of them.
    /// </summary>
    /// <param name="id">Its ID, or one of its names: then only that name is removed, and the image with its last
    /// name.</param>
    /// <param name="cancellationToken">Stops waiting, not the removal.</param>
    public Task<RemoveOutcome> RemoveImageAsync(string id, CancellationToken cancellationToken) =>
        commands.Value.RemoveImageAsync(id, cancellationToken);

    /// <summary>The build cache records; slow before API 1.42, where the engine also measures all volumes.</summary>
    /// <returns>Null before API 1.39: the engine may have a build cache but cannot list it.</returns>
    public async Task<ImmutableArray<BuildCacheRecord>?> FindBuildCacheAsync(CancellationToken cancellationToken)
    {
        if (Version < new ApiVersion(1, 39))
            return null;
        var path = Version < new ApiVersion(1, 42) ? "system/df" : "system/df?type=build-cache";
        var request = Request(HttpMethod.Get, path) with { Timeout = options.DiskUsageTimeout };
        return [.. await AskAsync(request, Read, cancellationToken)];

        async Task<IReadOnlyList<BuildCacheRecord>> Read(EngineAnswer answer) =>
            Completeness.Checked(await answer.ReadAsync(EngineJson.Default.DiskUsage, cancellationToken), Version);
    }

    /// <summary>Removes exactly this build cache record, unless a build or another record needs it.</summary>
    /// <exception cref="DockerException">Also <see cref="DockerFailure.Unsupported"/> before API 1.39, which does not
    /// support this call.</exception>
    public Task<RemoveOutcome> RemoveBuildCacheAsync(string id, CancellationToken cancellationToken)
    {
        if (Version < new ApiVersion(1, 39))
            throw TooOld("removing single build cache records", "1.39");
        if (!IsRecordId(id))
            throw new DockerException(
                DockerFailure.BadName,
                $"'{id}' is not a build cache record ID (25 letters and digits)."
            );
        var filters = Uri.EscapeDataString($"{{\"id\":{{\"{JsonEncodedText.Encode(id)}\":true}}}}");
        var request = Request(HttpMethod.Post, $"build/prune?all=1&filters={filters}") with
        {
            Timeout = options.DiskUsageTimeout,
        };
        return AskAsync(request, Read, cancellationToken);

        async Task<RemoveOutcome> Read(EngineAnswer answer) =>
            (await answer.ReadAsync(EngineJson.Default.PrunedCache, cancellationToken)).CachesDeleted?.Contains(id)
            == true
                ? new RemoveOutcome.Removed()
                : new RemoveOutcome.InUse("used by a build or another build cache record, or already removed");
    }

    /// <summary>Events from now on, until the caller cancels or the engine stops, which is not an error.</summary>
    public IAsyncEnumerable<EngineEvent> ReadEventsAsync(CancellationToken cancellationToken) =>
        ReadEventsAsync(since: null, cancellationToken);

    /// <summary>The same, preceded by past events from <paramref name="since"/> on: the engine keeps the last 256 since
    /// it was started.</summary>
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
            $"The Docker engine at {options.SocketPath} supports API {Version}; {what} requires {since} or later."
        );

    /// <summary>The engine treats the ID as a pattern and removes every record that it matches: only a whole ID matches
    /// one record.</summary>
    private static bool IsRecordId(string id) =>
        id.Length == 25 && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));
}
