terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {}

data "aws_caller_identity" "me" {}
data "aws_iam_policy" "admin" { name = "AdministratorAccess" }
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.cluster.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "oidc.example.com/id/1:sub"
      values   = ["system:serviceaccount:shop:reports"]
    }
  }
}
resource "aws_iam_openid_connect_provider" "cluster" {
  url             = "https://oidc.example.com/id/1"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
  tags            = { team = "shop" }
}
resource "aws_iam_policy" "read" {
  name   = "read"
  path   = "/team/"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "arn:aws:s3:::shop/*" }] })
  tags   = { team = "shop" }
}
resource "aws_iam_role" "reports" {
  name                 = "reports"
  description          = "Reads"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = aws_iam_policy.read.arn
  max_session_duration = 7200
  tags                 = { team = "shop" }
}
resource "aws_iam_role_policy" "inline" {
  role   = aws_iam_role.reports.name
  name   = "inline"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:ListBucket"], Resource = "*" }] })
}
resource "aws_iam_role_policy_attachment" "read" {
  role       = aws_iam_role.reports.name
  policy_arn = aws_iam_policy.read.arn
}
resource "aws_iam_user" "ann" {
  name          = "ann"
  path          = "/people/"
  force_destroy = true
  tags          = { team = "shop" }
}
resource "aws_iam_access_key" "ann" { user = aws_iam_user.ann.name }
resource "aws_iam_user_policy" "ann" {
  user   = aws_iam_user.ann.name
  name   = "inline"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:ListBucket"], Resource = "*" }] })
}
resource "aws_iam_user_policy_attachment" "ann" {
  user       = aws_iam_user.ann.name
  policy_arn = aws_iam_policy.read.arn
}
resource "aws_iam_group" "readers" { name = "readers" }
resource "aws_iam_group_policy" "readers" {
  group  = aws_iam_group.readers.name
  name   = "inline"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:ListBucket"], Resource = "*" }] })
}
resource "aws_iam_group_policy_attachment" "readers" {
  group      = aws_iam_group.readers.name
  policy_arn = data.aws_iam_policy.admin.arn
}
resource "aws_iam_group_membership" "readers" {
  name  = "readers"
  group = aws_iam_group.readers.name
  users = [aws_iam_user.ann.name]
}

resource "aws_iam_instance_profile" "node" {
  name = "node"
  path = "/team/"
  role = aws_iam_role.reports.name
  tags = { team = "shop" }
}

resource "aws_iam_user_login_profile" "ann" {
  user            = aws_iam_user.ann.name
  password_length = 24
}

resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length        = 14
  require_lowercase_characters   = true
  require_numbers                = true
  require_uppercase_characters   = true
  require_symbols                = true
  allow_users_to_change_password = true
}

resource "aws_iam_account_alias" "alias" {
  account_alias = "rolecall-compat"
}

resource "aws_iam_service_linked_role" "autoscaling" {
  aws_service_name = "autoscaling.amazonaws.com"
}

resource "aws_iam_virtual_mfa_device" "ann" {
  virtual_mfa_device_name = "ann"
  path                    = "/people/"
}

data "aws_iam_principal_policy_simulation" "reports" {
  policy_source_arn = aws_iam_role.reports.arn
  action_names      = ["s3:GetObject"]
  resource_arns     = ["arn:aws:s3:::shop/report"]
  depends_on        = [aws_iam_role_policy_attachment.read]
}

output "account" {
  value = data.aws_caller_identity.me.account_id
}

output "simulated" {
  value = data.aws_iam_principal_policy_simulation.reports.all_allowed
}
