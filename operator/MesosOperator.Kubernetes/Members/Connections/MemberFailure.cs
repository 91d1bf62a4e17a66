namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>The closed set of reasons for which a cluster cannot be a member now. Their names are the reasons of conditions.</summary>
internal enum MemberFailure
{
    /// <summary>It has not been tried yet.</summary>
    Pending,

    /// <summary>The Secret, or its key, is not there or may not be read.</summary>
    SecretMissing,

    /// <summary>The kubeconfig makes no sense, or names files or programs that it may not.</summary>
    KubeconfigInvalid,

    /// <summary>Nothing answers at its address, or not in time.</summary>
    Unreachable,

    /// <summary>Its certificate is not of the authority that the kubeconfig names.</summary>
    WrongAuthority,

    /// <summary>It does not know the credentials, or no longer.</summary>
    Unauthorized,

    /// <summary>It knows the credentials, and they do not allow all that is needed.</summary>
    Forbidden,

    /// <summary>Another object stands for the same cluster.</summary>
    Duplicate,
}
