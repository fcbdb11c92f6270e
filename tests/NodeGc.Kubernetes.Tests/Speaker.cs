namespace NodeGc.Kubernetes.Tests;

/// <summary>Who speaks with the server: what is promised of one client holds for the other.</summary>
public enum Speaker
{
    /// <summary>Through the package.</summary>
    Operator,

    /// <summary>By the small client.</summary>
    Agent,
}
