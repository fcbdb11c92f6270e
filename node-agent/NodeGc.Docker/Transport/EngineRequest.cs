namespace NodeGc.Docker.Transport;

/// <summary>One request to the engine.</summary>
/// <param name="Path">Relative to the engine's root, version included, escaped.</param>
/// <param name="Timeout">Timeout without data, before the response and between two parts of it; infinite for
/// streams.</param>
internal sealed record EngineRequest(HttpMethod Method, string Path, TimeSpan Timeout)
{
    public override string ToString() => $"{Method} {Path}";

    public HttpRequestMessage ToMessage() => new(Method, Path);
}
