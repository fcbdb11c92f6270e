namespace NodeGc.Docker.Transport;

/// <summary>Chooses the API version for a connection: the highest that both sides support.</summary>
internal static class VersionNegotiation
{
    /// <summary>Requests the version without a version in the path, which every engine answers.</summary>
    public static async Task<ApiVersion> AgreeAsync(
        EngineConnection connection,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var request = new EngineRequest(HttpMethod.Get, "version", timeout);
        var engine = await connection.AskAsync(request, Read, cancellationToken);
        return Choose(engine)
            ?? throw new DockerException(
                DockerFailure.Unsupported,
                $"The Docker engine at {connection.SocketPath} supports API {engine.MinApiVersion ?? "1.0"} to "
                    + $"{engine.ApiVersion}; NodeGc supports {ApiVersion.Oldest} to {ApiVersion.Newest}. Use a "
                    + "NodeGc release that supports this engine."
            );

        async Task<EngineVersion> Read(EngineAnswer answer) =>
            answer.IsSuccess
                ? await answer.ReadAsync(EngineJson.Default.EngineVersion, cancellationToken)
                : throw await answer.RefusedAsync(cancellationToken);
    }

    /// <returns>Null if there is no common version. Engines before Docker 1.13 report no minimum and accept
    /// all.</returns>
    public static ApiVersion? Choose(EngineVersion engine)
    {
        if (ApiVersion.Find(engine.ApiVersion) is not { } newest)
            return null;
        var highest = newest < ApiVersion.Newest ? newest : ApiVersion.Newest;
        return highest < ApiVersion.Oldest || highest < ApiVersion.Find(engine.MinApiVersion) ? null : highest;
    }
}
