using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>Lets a user who has the verb <c>impersonate</c> act as another one: <c>kubectl --as</c>.</summary>
internal static class Impersonation
{
    private const string ServiceAccounts = "system:serviceaccount:";

    /// <summary>The user whose rights count.</summary>
    public static User Of(HttpRequest request, User user, RbacAuthorizer authorizer)
    {
        var name = request.Headers["Impersonate-User"].ToString();
        if (name.Length == 0)
            return user;
        var isAccount = name.StartsWith(ServiceAccounts, StringComparison.Ordinal);
        var parts = name.Split(':');
        authorizer.Require(
            user,
            isAccount
                ? new AccessQuestion("impersonate", "", "serviceaccounts", parts[2], parts[^1])
                : new AccessQuestion("impersonate", "", "users", "", name)
        );
        ImmutableArray<string> groups = [.. request.Headers["Impersonate-Group"].OfType<string>()];
        foreach (var group in groups)
            authorizer.Require(user, new AccessQuestion("impersonate", "", "groups", "", group));
        return isAccount
            ? User.ServiceAccount(parts[2], parts[^1])
            : new User(name, [.. groups, "system:authenticated"]);
    }
}
