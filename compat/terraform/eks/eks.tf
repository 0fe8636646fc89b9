# A cluster as the usual community modules make it, with what is below it: logging, encryption, add-ons, a node group
# and a Fargate profile with their roles.
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
  subnets = ["subnet-0a1b2c3d", "subnet-1a1b2c3d"]
  services = {
    cluster = "eks.amazonaws.com"
    nodes   = "ec2.amazonaws.com"
    fargate = "eks-fargate-pods.amazonaws.com"
    pods    = "pods.eks.amazonaws.com"
  }
}

resource "aws_iam_role" "this" {
  for_each = local.services
  name     = "shop-${each.key}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = each.value }, Action = ["sts:AssumeRole", "sts:TagSession"] }]
  })
}

resource "aws_eks_cluster" "shop" {
  name                          = "shop-eks"
  role_arn                      = aws_iam_role.this["cluster"].arn
  version                       = "1.33"
  bootstrap_self_managed_addons = false
  enabled_cluster_log_types     = ["api", "audit"]

  vpc_config {
    subnet_ids              = local.subnets
    endpoint_private_access = true
    public_access_cidrs     = ["10.0.0.0/8"]
  }
  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = true
  }
  kubernetes_network_config {
    service_ipv4_cidr = "172.20.0.0/16"
  }
  encryption_config {
    resources = ["secrets"]
    provider {
      key_arn = "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-4000-8000-000000000000"
    }
  }
  upgrade_policy {
    support_type = "STANDARD"
  }
  zonal_shift_config {
    enabled = true
  }
}

data "aws_eks_addon_version" "cni" {
  addon_name         = "vpc-cni"
  kubernetes_version = aws_eks_cluster.shop.version
  most_recent        = true
}

resource "aws_eks_addon" "cni" {
  cluster_name                = aws_eks_cluster.shop.name
  addon_name                  = "vpc-cni"
  addon_version               = data.aws_eks_addon_version.cni.version
  configuration_values        = jsonencode({ env = { ENABLE_PREFIX_DELEGATION = "true" } })
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"
}

resource "aws_eks_addon" "agent" {
  cluster_name = aws_eks_cluster.shop.name
  addon_name   = "eks-pod-identity-agent"
}

resource "aws_eks_addon" "volumes" {
  cluster_name = aws_eks_cluster.shop.name
  addon_name   = "aws-ebs-csi-driver"
  pod_identity_association {
    role_arn        = aws_iam_role.this["pods"].arn
    service_account = "ebs-csi-controller-sa"
  }
}

resource "aws_eks_pod_identity_association" "reports" {
  cluster_name    = aws_eks_cluster.shop.name
  namespace       = "shop"
  service_account = "reports"
  role_arn        = aws_iam_role.this["pods"].arn
}

resource "aws_eks_node_group" "workers" {
  cluster_name    = aws_eks_cluster.shop.name
  node_group_name = "workers"
  node_role_arn   = aws_iam_role.this["nodes"].arn
  subnet_ids      = local.subnets
  labels          = { tier = "web" }

  scaling_config {
    min_size     = 1
    max_size     = 3
    desired_size = 2
  }
  taint {
    key    = "dedicated"
    value  = "web"
    effect = "NO_SCHEDULE"
  }
  update_config {
    max_unavailable_percentage = 50
  }
}

resource "aws_eks_fargate_profile" "batch" {
  cluster_name           = aws_eks_cluster.shop.name
  fargate_profile_name   = "batch"
  pod_execution_role_arn = aws_iam_role.this["fargate"].arn
  subnet_ids             = local.subnets
  selector {
    namespace = "batch"
    labels    = { app = "batch" }
  }
}

resource "aws_eks_identity_provider_config" "people" {
  cluster_name = aws_eks_cluster.shop.name
  oidc {
    identity_provider_config_name = "people"
    client_id                     = "kubernetes"
    issuer_url                    = "https://id.example.com"
  }
}

data "aws_eks_cluster" "shop" { name = aws_eks_cluster.shop.name }

output "trusts" {
  value = startswith(base64decode(data.aws_eks_cluster.shop.certificate_authority[0].data), "-----BEGIN CERTIFICATE-----")
}

output "endpoint" {
  value = startswith(data.aws_eks_cluster.shop.endpoint, "https://")
}

output "addons" {
  value = [aws_eks_addon.agent.addon_version, aws_eks_addon.cni.addon_version]
}
