namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>The types of CEL, as far as a rule of a schema meets them.</summary>
internal enum ShapeKind
{
    /// <summary>Known only when the expression is evaluated: <c>x-kubernetes-int-or-string</c>, null, a type.</summary>
    Any,
    Bool,
    Int,
    Double,
    Text,
    Time,
    List,
    Map,
    Object,
}
