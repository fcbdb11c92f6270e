namespace NodeGc.Docker;

/// <summary>The engine could not be asked or did not answer properly. The message says what, where and what to
/// do.</summary>
public sealed class DockerException(DockerFailure failure, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public DockerFailure Failure { get; } = failure;
}
