namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>An expression cannot be compiled, or has no value.</summary>
internal sealed class ExpressionException(string message, Exception? cause = null) : Exception(message, cause);
