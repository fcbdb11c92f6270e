namespace NodeGc.Kubectl;

/// <summary>A failure that the user can act on; the message is all that is printed.</summary>
internal sealed class KubectlException : Exception
{
    public KubectlException() { }

    public KubectlException(string message)
        : base(message) { }

    public KubectlException(string message, Exception innerException)
        : base(message, innerException) { }
}
