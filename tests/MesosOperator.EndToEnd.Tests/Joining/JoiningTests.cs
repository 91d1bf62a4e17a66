using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.EndToEnd.Tests.Joining;

/// <summary>Hosts join an operator that asks who they are: the programs as users start them, on a real API server and the embedded one.</summary>
public sealed class JoiningTests
{
    private const string Registered = "Registered with";

    [Fact]
    public async Task Host_joins_by_a_token_comes_back_without_it_and_is_revoked_for_good()
    {
        await using var server = await KubeApiServer.StartAsync(TestContext.Current.CancellationToken);
        await server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, TestContext.Current.CancellationToken);
        var (kubectl, kubeconfig) = (server.Kubectl, server.KubeconfigPath);
        using var host = new JoiningHost("joining-host");
        await using (var first = await StartOperatorAsync(kubeconfig))
        {
            await host.TakeTokenAsync(kubeconfig, "--attributes", "rack:r1|r2");
            await using (var agent = host.Start([first.AgentLink], "--attributes", "rack:r1"))
            {
                await agent.LineAsync(Registered);
                await Eventually.TrueAsync(() => File.ReadAllBytes(host.JournalFile).AsSpan().IndexOf("-S0"u8) > 0, "it has written down who it is");
            }

            Assert.True(OperatingSystem.IsLinux() && File.GetUnixFileMode(host.CertificateFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

            File.Delete(host.TokenFile);
            await kubectl.SucceedAsync("delete", "secrets", "--field-selector", "type=mesosoperator.io/bootstrap-token");
            await using (var agent = host.Start([first.AgentLink], "--attributes", "rack:r3"))
            {
                await agent.LineAsync("attribute 'rack' is 'r3', which is none of r1, r2");
                await ToldAsync(kubectl, "Agent", "attribute 'rack' is 'r3', which is none of r1, r2");
            }

            await using (var agent = host.Start([first.AgentLink], "--attributes", "rack:r2"))
            {
                await agent.LineAsync(Registered);
                await Eventually.TrueAsync(async () => await host.ObjectAsync(kubectl) != "", "there is an object of the agent");
                await RevokeAsync(kubectl, await host.ObjectAsync(kubectl), "true");
                await agent.LineAsync("was revoked");
                await first.Program.LineAsync("it was revoked");
            }
        }

        await using var second = await StartOperatorAsync(kubeconfig);
        await using var again = host.Start([second.AgentLink], "--attributes", "rack:r2");
        await again.LineAsync("was revoked");
        Assert.DoesNotContain(Registered, again.Text, StringComparison.Ordinal);
        await RevokeAsync(kubectl, await host.ObjectAsync(kubectl), "false");
        await again.LineAsync(Registered);
    }

    /// <summary>Both have the same certificate, which either process of the operator believes.</summary>
    [Fact]
    public async Task Agents_follow_the_leader_with_the_same_certificate()
    {
        await using var server = await KubeApiServer.StartAsync(TestContext.Current.CancellationToken);
        await server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, TestContext.Current.CancellationToken);
        await using var leader = await StartOperatorAsync(server.KubeconfigPath);
        await leader.Program.LineAsync("is Leading");
        await using var standby = await StartOperatorAsync(server.KubeconfigPath);
        await standby.Program.LineAsync("is Standby");
        using var host = new JoiningHost("following-host");
        await host.TakeTokenAsync(server.KubeconfigPath, "--usages", "1");
        await using var agent = host.Start([standby.AgentLink, leader.AgentLink]);
        await agent.LineAsync($"{Registered} https://{leader.AgentLink.Authority}");
        var certificate = await File.ReadAllTextAsync(host.CertificateFile, TestContext.Current.CancellationToken);

        leader.Program.Send(Signal.Terminate);

        await agent.LineAsync($"{Registered} https://{standby.AgentLink.Authority}");
        Assert.Equal(certificate, await File.ReadAllTextAsync(host.CertificateFile, TestContext.Current.CancellationToken));
        using var late = new JoiningHost("late-host");
        File.Copy(host.TokenFile, late.TokenFile);
        await using var second = late.Start([standby.AgentLink]);
        await second.LineAsync("was used up: it is for 1 hosts");
    }

    [Fact]
    public async Task Who_may_not_join_is_told_why_and_a_copy_of_a_host_too()
    {
        await using var target = await OperatorProcess.StartAsync("--no-agent", "--agent-authentication", "Required");
        using var host = new JoiningHost("original");
        File.Copy(Path.Combine(target.StateFolder, "agent-token"), host.TokenFile);
        await using var agent = host.Start([target.AgentLink]);
        await agent.LineAsync(Registered);

        using var copy = new JoiningHost("copy");
        copy.CopyOf(host);
        await using (var cloned = copy.Start([target.AgentLink]))
            await cloned.LineAsync("is connected already, as another process at 127.0.0.1");
        Assert.DoesNotContain("is lost", agent.Text, StringComparison.Ordinal);

        using var other = new JoiningHost("other");
        await other.TakeTokenAsync(target.Kubeconfig, "--expires-in", "1ms");
        await using (var expired = other.Start([target.AgentLink]))
        {
            await expired.LineAsync("has expired at");
            await ToldAsync(new Kubectl(target.Kubeconfig, target.WorkDirectory), "Secret", "has expired at");
        }

        await File.WriteAllTextAsync(other.TokenFile, $"{new string('a', 6)}.{new string('b', 16)}\n", TestContext.Current.CancellationToken);
        var authority = Path.Combine(target.StateFolder, "ca.crt");
        await File.WriteAllTextAsync(authority, await AuthorityAsync(target), TestContext.Current.CancellationToken);
        await using (var unknown = other.Start([target.AgentLink], "--operator-ca", authority))
            await unknown.LineAsync("The bootstrap token is not known to this operator");
        await File.WriteAllTextAsync(other.TokenFile, $"aaaaaa.bbbbbbbbbbbbbbbb sha256:{new string('0', 64)}\n", TestContext.Current.CancellationToken);
        await using (var misled = other.Start([target.AgentLink]))
            await misled.LineAsync("it is not the operator that the token is for");
        await using var bare = AgentProcess.Start(target.AgentLink, "--operator-ca", authority);
        await bare.Program.LineAsync("This operator takes agents with a certificate, and this one shows none");
        Assert.Single(target.Program.Lines, line => line.Contains("is turned away", StringComparison.Ordinal) && line.Contains("has expired at", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Certificate_is_renewed_on_the_link_that_it_opened()
    {
        await using var target = await OperatorProcess.StartAsync("--no-agent", "--agent-authentication", "Required", "--agent-certificate-life", "10s");
        using var host = new JoiningHost("renewing");
        File.Copy(Path.Combine(target.StateFolder, "agent-token"), host.TokenFile);
        await using var agent = host.Start([target.AgentLink]);

        await agent.LineAsync("The certificate of this agent was renewed");

        Assert.Single(agent.Lines, line => line.Contains(Registered, StringComparison.Ordinal));
        Assert.DoesNotContain("is lost", agent.Text, StringComparison.Ordinal);
    }

    private static Task<ClusterOperatorProcess> StartOperatorAsync(string kubeconfig) =>
        ClusterOperatorProcess.StartAsync(kubeconfig, "--namespace", "default", "--agent-authentication", "Required");

    private static async Task<string> AuthorityAsync(OperatorProcess target) => System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(
        await new Kubectl(target.Kubeconfig, target.WorkDirectory).SucceedAsync("get", "secret", "mesos-agent-authority", "-o", "jsonpath={.data.ca\\.crt}")));

    /// <summary>There is an event for an administrator.</summary>
    private static Task ToldAsync(Kubectl kubectl, string kind, string why) => Eventually.TrueAsync(
        async () => (await kubectl.SucceedAsync(
            "get", "events", "--all-namespaces", "-o", "jsonpath={range .items[?(@.reason==\"TurnedAway\")]}{.involvedObject.kind}: {.message}{\"\\n\"}{end}"))
            .Split('\n').Any(told => told.StartsWith($"{kind}: ", StringComparison.Ordinal) && told.Contains(why, StringComparison.Ordinal)),
        $"an event on the {kind} tells why");

    private static Task<string> RevokeAsync(Kubectl kubectl, string agent, string wanted) =>
        kubectl.SucceedAsync("patch", "agents.mesosoperator.io", agent, "--type", "merge", "-p", $$$"""{"spec":{"revoked":{{{wanted}}}}}""");
}
