using System.Net;

namespace NodeGc.Kubernetes.Client;

/// <summary>A request that the API server answered, or that failed without an answer.</summary>
/// <param name="Verb">As in the API's own metrics and in RBAC.</param>
/// <param name="Status">Null if there was no answer.</param>
public sealed record CompletedRequest(RequestVerb Verb, HttpStatusCode? Status);
