# IRSA as the usual community modules make it: the provider from the cluster's issuer, a role for each
# ServiceAccount, a boundary, policies by for_each, and lookups of what was made.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  default_tags {
    tags = { managed-by = "terraform" }
  }
}

locals {
  accounts = {
    reports  = { namespace = "shop", name = "reports", arns = [data.aws_iam_policy.s3.arn] }
    any-tool = { namespace = "tools", name = "*", arns = [] }
  }
  attachments = merge([for role, it in local.accounts : { for arn in it.arns : "${role} ${arn}" => { role = role, arn = arn } }]...)
  issuer      = replace(aws_eks_cluster.shop.identity[0].oidc[0].issuer, "/^https?:\\/\\//", "")
}

data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}
data "aws_iam_session_context" "current" { arn = data.aws_caller_identity.current.arn }
data "aws_iam_policy" "s3" { arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonS3ReadOnlyAccess" }

resource "aws_iam_role" "cluster" {
  name_prefix           = "shop-cluster-"
  force_detach_policies = true
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "EKSClusterAssumeRole", Effect = "Allow", Principal = { Service = "eks.amazonaws.com" }, Action = ["sts:AssumeRole", "sts:TagSession"] }]
  })
}

resource "aws_eks_cluster" "shop" {
  name     = "shop-irsa"
  role_arn = aws_iam_role.cluster.arn
  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d", "subnet-1a1b2c3d"]
  }
}

resource "aws_iam_openid_connect_provider" "shop" {
  url             = aws_eks_cluster.shop.identity[0].oidc[0].issuer
  client_id_list  = distinct(["sts.amazonaws.com", "sts.${data.aws_partition.current.dns_suffix}"])
  thumbprint_list = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
  lifecycle {
    # IAM answers the URL without its scheme. The provider cannot parse that when it has a port, as it has here,
    # takes it for a change and would make the OIDC provider anew each time. An issuer on port 443 needs no such line.
    ignore_changes = [url]
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = local.accounts
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.shop.arn]
    }
    condition {
      test     = strcontains(each.value.name, "*") ? "StringLike" : "StringEquals"
      variable = "${local.issuer}:sub"
      values   = ["system:serviceaccount:${each.value.namespace}:${each.value.name}"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_policy" "boundary" {
  name_prefix = "boundary-"
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_role" "account" {
  for_each              = local.accounts
  name_prefix           = "${each.key}-"
  path                  = "/irsa/"
  assume_role_policy    = data.aws_iam_policy_document.trust[each.key].json
  permissions_boundary  = aws_iam_policy.boundary.arn
  force_detach_policies = true
}

resource "aws_iam_role_policy_attachment" "account" {
  for_each   = local.attachments
  role       = aws_iam_role.account[each.value.role].name
  policy_arn = each.value.arn
}

resource "aws_iam_role_policies_exclusive" "account" {
  for_each     = local.accounts
  role_name    = aws_iam_role.account[each.key].name
  policy_names = []
}

resource "aws_iam_user_group_membership" "operator" {
  user   = aws_iam_user.operator.name
  groups = [aws_iam_group.operators.name]
}

resource "aws_iam_user" "operator" { name = "operator" }
resource "aws_iam_group" "operators" { name = "operators" }

data "aws_iam_roles" "irsa" {
  path_prefix = "/irsa/"
  depends_on  = [aws_iam_role.account]
}

data "aws_iam_openid_connect_provider" "shop" { arn = aws_iam_openid_connect_provider.shop.arn }

data "aws_iam_group" "operators" {
  group_name = aws_iam_group.operators.name
  depends_on = [aws_iam_user_group_membership.operator]
}

output "account" {
  value = data.aws_caller_identity.current.account_id
}

output "roles" {
  value = length(data.aws_iam_roles.irsa.names)
}

output "operators" {
  value = data.aws_iam_group.operators.users[*].user_name
}
