namespace NodeGc.Docker.Transport;

/// <summary>One question to the engine.</summary>
/// <param name="Path">Relative to the engine's root, version included, escaped.</param>
/// <param name="Patience">The longest silence, before the answer and between two pieces of it; infinite for
/// streams.</param>
internal sealed record EngineRequest(HttpMethod Method, string Path, TimeSpan Patience)
{
    public override string ToString() => $"{Method} {Path}";

    public HttpRequestMessage ToMessage() => new(Method, Path);
}
