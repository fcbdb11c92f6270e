namespace NodeGc.Operator.Dashboard.Access;

/// <summary>Whether a request may read the dashboard.</summary>
internal enum Verdict
{
    Allowed,

    /// <summary>No token, or one that the API server does not accept.</summary>
    Unauthenticated,

    /// <summary>The user may not list what the dashboard shows.</summary>
    Forbidden,
}
