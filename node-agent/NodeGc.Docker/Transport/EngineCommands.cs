using System.Net;
using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Handler.Abstractions;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging.Abstractions;
using CommandClient = Docker.DotNet.DockerClient;

namespace NodeGc.Docker.Transport;

/// <summary>
/// Commands to the engine, through the Docker.DotNet package. Only the status of responses is used: the package's
/// records cannot show that a field was missing.
/// </summary>
internal sealed class EngineCommands : IDisposable
{
    private const int LongestErrorText = 16 * 1024;

    private readonly EngineSocket socket;
    private readonly ApiVersion version;
    private readonly TimeSpan timeout;
    private readonly CommandClient engine;

    public EngineCommands(EngineSocket socket, ApiVersion version, TimeSpan timeout)
    {
        (this.socket, this.version, this.timeout) = (socket, version, timeout);
        // No timeout here: the transport ends silent requests.
        var options = new ClientOptions { Endpoint = new Uri("http://docker/"), Timeout = Timeout.InfiniteTimeSpan };
        engine = new DockerClientBuilder<EngineSocket>(
            new CommandTransport(timeout),
            socket,
            options,
            NullLogger.Instance
        )
            .WithApiVersion(new System.Version(version.Major, version.Minor))
            .Build();
    }

    /// <summary>Its volumes are kept, and it is not stopped.</summary>
    public Task<RemoveOutcome> RemoveContainerAsync(string id, CancellationToken cancellationToken)
    {
        var segment = PathSegment.Escape(id);
        return RemoveAsync($"containers/{segment}", () =>
            engine.Containers.RemoveContainerAsync(segment, new ContainerRemoveParameters(), cancellationToken)
        );
    }

    /// <summary>Its untagged parents are kept.</summary>
    public Task<RemoveOutcome> RemoveImageAsync(string id, CancellationToken cancellationToken)
    {
        var segment = PathSegment.Escape(id);
        var parameters = new ImageDeleteParameters { NoPrune = true };
        return RemoveAsync($"images/{segment}?noprune=1", () =>
            engine.Images.DeleteImageAsync(segment, parameters, cancellationToken)
        );
    }

    public Task<RemoveOutcome> RemoveVolumeAsync(string name, CancellationToken cancellationToken)
    {
        var segment = PathSegment.Escape(name);
        return RemoveAsync($"volumes/{segment}", () =>
            engine.Volumes.RemoveAsync(segment, force: null, cancellationToken)
        );
    }

    public async Task<VolumeDetails> CreateVolumeAsync(VolumeSpec volume, CancellationToken cancellationToken)
    {
        var fault = FaultOf(HttpMethod.Post, "volumes/create");
        try
        {
            return DetailsOf(await engine.Volumes.CreateAsync(ParametersOf(volume), cancellationToken));
        }
        catch (DockerApiException refusal)
        {
            throw fault.Refused((int)refusal.StatusCode, MessageOf(refusal));
        }
        catch (Exception exception) when (fault.Explain(exception) is { } explained)
        {
            throw explained;
        }
    }

    public void Dispose() => engine.Dispose();

    private async Task<RemoveOutcome> RemoveAsync(string path, Func<Task> remove)
    {
        var fault = FaultOf(HttpMethod.Delete, path);
        try
        {
            await remove();
            return new RemoveOutcome.Removed();
        }
        catch (DockerApiException refusal)
        {
            return refusal.StatusCode switch
            {
                HttpStatusCode.NotFound => new RemoveOutcome.AlreadyGone(),
                HttpStatusCode.Conflict => new RemoveOutcome.InUse(MessageOf(refusal)),
                _ => throw fault.Refused((int)refusal.StatusCode, MessageOf(refusal)),
            };
        }
        catch (Exception exception) when (fault.Explain(exception) is { } explained)
        {
            throw explained;
        }
    }

    private EngineFault FaultOf(HttpMethod method, string path) =>
        new(socket.Path, new EngineRequest(method, $"v{version}/{path}", timeout));

    private static VolumesCreateParameters ParametersOf(VolumeSpec volume) =>
        new()
        {
            Name = volume.Name,
            Driver = volume.Driver,
            DriverOpts = new Dictionary<string, string>(volume.Options),
            Labels = new Dictionary<string, string>(volume.Labels),
        };

    /// <summary>The package reads <c>null</c> as null and <c>{}</c> as a volume without a name.</summary>
    private static VolumeDetails DetailsOf(VolumeResponse? made) =>
        made is { Name.Length: > 0, Driver.Length: > 0 }
            ? new()
            {
                Name = made.Name,
                Driver = made.Driver,
                Mountpoint = made.Mountpoint,
                Scope = made.Scope,
                Labels = made.Labels?.AsReadOnly(),
                Options = made.Options?.AsReadOnly(),
            }
            : throw new JsonException("a volume without Name or Driver");

    private static string MessageOf(DockerApiException refusal)
    {
        var text = (refusal.ResponseBody ?? "").Trim();
        return EngineAnswer.FindMessage(text) ?? text[..Math.Min(text.Length, LongestErrorText)];
    }
}
