using System.CommandLine;
using System.Net;
using MesosOperator.Runtime.Access;

namespace MesosOperator.Host.CommandLine;

/// <summary>The options about who may call a standalone operator.</summary>
internal sealed class CallerOptions
{
    private readonly Option<bool> _anonymous = new("--allow-anonymous")
    {
        Description = "Serve callers that show no credentials. Where only this machine can call and no credentials are given, that is so anyway",
    };

    private readonly Option<string?> _credentials = new("--credentials-file")
    {
        Description = "File of principals and their secrets, as lines or as JSON in the forms of Mesos; callers show them by HTTP's Basic scheme",
        HelpName = "file",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_anonymous);
        command.Add(_credentials);
    }

    /// <summary>What is wrong, for an operator that listens on an address. Reads the file.</summary>
    public IEnumerable<string> Problems(ParseResult parsed, IPAddress address)
    {
        if (parsed.GetValue(_credentials) is { } path)
            return Parse(path).Problems.Select(problem => $"--credentials-file: '{path}' {problem}");
        return parsed.GetValue(_anonymous) || IPAddress.IsLoopback(address)
            ? []
            : [$"--address {address} lets others call: give --credentials-file, or --allow-anonymous to serve everybody"];
    }

    /// <summary>The principals, or null when everybody is served and nobody asked.</summary>
    public CredentialTable? Credentials(ParseResult parsed) => parsed.GetValue(_credentials) is { } path ? Parse(path).Table : null;

    /// <summary>What to do with callers that show nothing, where others have credentials.</summary>
    public AnonymousAccess Anonymous(ParseResult parsed) => parsed.GetValue(_anonymous) ? AnonymousAccess.Allowed : AnonymousAccess.Refused;

    private static (CredentialTable Table, IReadOnlyList<string> Problems) Parse(string path)
    {
        try
        {
            return CredentialsText.Parse(File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (CredentialTable.Empty, [$"cannot be read: {failure.Message}"]);
        }
    }
}
