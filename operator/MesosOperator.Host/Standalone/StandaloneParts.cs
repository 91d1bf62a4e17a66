using MesosOperator.Host.Serving;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Composition;

namespace MesosOperator.Host.Standalone;

/// <summary>What a standalone operator is made of beside the master and its servers.</summary>
internal static class StandaloneParts
{
    public static OperatorParts Parts(this StandaloneOptions options) => new(
        services =>
        {
            if (options.Credentials is { } credentials)
                services.AddCredentialAccess(new FixedCredentials(credentials), options.Anonymous);
            else
                services.AddOpenAccess();
        },
        _ => { });
}
